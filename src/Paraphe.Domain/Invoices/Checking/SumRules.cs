using System.Globalization;
using Paraphe.Domain.Invoices.Electronic;

namespace Paraphe.Domain.Invoices.Checking;

/// <summary>The norm's arithmetic (BR-CO-10 to BR-CO-18, BR-DEC, Peppol's R120): whatever made the numbers, they add up.</summary>
internal static class SumRules
{
    public static IEnumerable<InvoiceFinding> Of(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        if (frozen.Lines.Sum(line => line.Net) != frozen.LinesNet)
            yield return Say("BR-CO-10", "SumOfLines", nameof(frozen.LinesNet), frozen.LinesNet);
        if (frozen.Allowances.Sum(allowance => allowance.Net) != frozen.AllowancesNet)
            yield return Say("BR-CO-11", "SumOfAllowances", nameof(frozen.AllowancesNet), frozen.AllowancesNet);
        if (frozen.LinesNet - frozen.AllowancesNet != frozen.Net)
            yield return Say("BR-CO-13", "Net", nameof(frozen.Net), frozen.Net);
        if (frozen.Vat.Sum(vat => vat.Tax) != frozen.Tax)
            yield return Say("BR-CO-14", "SumOfTax", nameof(frozen.Tax), frozen.Tax);
        if (frozen.Net + frozen.Tax != frozen.Gross)
            yield return Say("BR-CO-15", "Gross", nameof(frozen.Gross), frozen.Gross);
        if (frozen.Gross - frozen.Prepaid != frozen.Due)
            yield return Say("BR-CO-16", "Due", nameof(frozen.Due), frozen.Due);
        if (frozen.Vat.IsEmpty)
            yield return new("BR-CO-18", "VatMissing", InvoicePlace.Vat, nameof(frozen.Vat));
        // The norm's own tests let a tax differ by less than one: prices with VAT, and rounding on each line, need some of it. Where the smallest
        // coin is one, or after many deductions, rounding alone may reach that: such an invoice is right, and only cannot travel.
        var rounding = invoice.Currency.Unit * (frozen.Lines.Length + 1);
        foreach (var vat in frozen.Vat)
            if (Math.Abs(vat.Tax - vat.Base * vat.Rate / 100) is >= 1 and var off)
                yield return Say("BR-CO-17", "TaxOfBase", nameof(frozen.Vat), vat.Rate) with
                {
                    Place = InvoicePlace.Vat,
                    Weight = off <= rounding ? FindingWeight.HandOver : FindingWeight.Refuses,
                };
        foreach (var line in invoice.Lines.Where(line => !AddsUp(line, invoice.Currency)))
            yield return DocumentRules.Say("PEPPOL-EN16931-R120", "LineNet", line, nameof(line.Line.Net));
        foreach (var (rule, field, amount) in Amounts(invoice).Where(entry => Rounding.Round(entry.Amount, 2) != entry.Amount))
            yield return Say(rule, "Decimals", field, amount) with
            {
                Weight = FindingWeight.HandOver,
            };
    }

    private static bool AddsUp(StructuredLine line, Currency currency) =>
        currency.Round(line.Price.Quantity * line.Price.Price / line.Price.BaseQuantity) - line.Price.Reduction == line.Line.Net;

    private static IEnumerable<(string Rule, string Field, decimal Amount)> Amounts(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        return
        [
            .. frozen.Allowances.Select(allowance => ("BR-DEC-01", nameof(frozen.Allowances), allowance.Net)),
            ("BR-DEC-09", nameof(frozen.LinesNet), frozen.LinesNet),
            ("BR-DEC-10", nameof(frozen.AllowancesNet), frozen.AllowancesNet),
            ("BR-DEC-12", nameof(frozen.Net), frozen.Net),
            ("BR-DEC-13", nameof(frozen.Tax), frozen.Tax),
            ("BR-DEC-14", nameof(frozen.Gross), frozen.Gross),
            ("BR-DEC-16", nameof(frozen.Prepaid), frozen.Prepaid),
            ("BR-DEC-18", nameof(frozen.Due), frozen.Due),
            .. frozen.Vat.Select(vat => ("BR-DEC-19", nameof(frozen.Vat), vat.Base)),
            .. frozen.Vat.Select(vat => ("BR-DEC-20", nameof(frozen.Vat), vat.Tax)),
            .. invoice.Lines.Select(line => ("BR-DEC-23", nameof(frozen.Lines), line.Line.Net)),
            .. invoice.Lines.Select(line => ("BR-DEC-24", nameof(frozen.Lines), line.Price.Reduction)),
        ];
    }

    private static InvoiceFinding Say(string rule, string key, string field, decimal amount) =>
        new(rule, key, InvoicePlace.Invoice, field) { Subject = amount.ToString(CultureInfo.InvariantCulture) };
}

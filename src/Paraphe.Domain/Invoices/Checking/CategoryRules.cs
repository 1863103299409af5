using System.Globalization;
using Paraphe.Domain.Invoices.Electronic;

namespace Paraphe.Domain.Invoices.Checking;

/// <summary>The rules of each VAT category: BR-S, BR-Z, BR-E, BR-AE, BR-IC (category K), BR-G, BR-O, each 01 to 10 and what is their own.</summary>
internal static class CategoryRules
{
    private static readonly string[] Categories = ["S", "Z", "E", "AE", "K", "G", "O"];

    public static IEnumerable<InvoiceFinding> Of(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        var used = frozen
            .Lines.Where(line => line.Vat is not null)
            .Select(line => line.Vat.Category)
            .Where(category => category.Length > 0);
        foreach (var category in used.Concat(frozen.Vat.Select(vat => vat.Category)).Distinct(StringComparer.Ordinal))
        foreach (var finding in Categories.Contains(category, StringComparer.Ordinal) ? One(invoice, category) : [Unknown(category)])
            yield return finding;
        foreach (var finding in Lines(invoice).Concat(Breakdowns(invoice)).Concat(Allowances(invoice)))
            yield return finding;
    }

    private static IEnumerable<InvoiceFinding> One(StructuredInvoice invoice, string category)
    {
        var frozen = invoice.Frozen;
        var breakdowns = frozen.Vat.Count(vat => vat.Category == category);
        // S has one a rate; every other category has one.
        if (category == "S" ? breakdowns == 0 : breakdowns != 1)
            yield return Vat($"{Prefix(category)}-01", "BreakdownMissing", category);
        var seller = invoice.Seller;
        if (category is "K" or "G" ? seller.Vat.Length == 0 : category != "O" && seller.Vat.Length + seller.Tax.Length == 0)
            yield return PartyRules.Seller($"{Prefix(category)}-02", "SellerVat", "VatNumber") with
            {
                Subject = category,
            };
        if (category == "AE" && invoice.Buyer is { Vat.Length: 0, Register: null } || category == "K" && invoice.Buyer.Vat.Length == 0)
            yield return PartyRules.Buyer($"{Prefix(category)}-02", "BuyerVat", "VatNumber") with
            {
                Subject = category,
            };
        if (category == "K" && frozen.DeliveredOn is null && !invoice.HasPeriod)
            yield return new("BR-IC-11", "DeliveryDay", InvoicePlace.Invoice, nameof(frozen.DeliveredOn));
        if (category == "K" && frozen.Customer.Address.Country.Length == 0)
            yield return PartyRules.Buyer("BR-IC-12", "BuyerCountry", "Address.Country");
        if (category == "O" && frozen.Vat.Any(vat => vat.Category != "O"))
            yield return Vat("BR-O-11", "OnlyOutsideVat", category);
    }

    private static IEnumerable<InvoiceFinding> Lines(StructuredInvoice invoice) =>
        invoice
            .Lines.Where(line => line.Line.Vat is { } vat && !Fits(vat.Category, vat.Rate))
            .Select(line =>
                DocumentRules.Say(
                    $"{Prefix(line.Line.Vat.Category)}-05",
                    line.Line.Vat.Category == "S" ? "RateAboveZero" : "RateZero",
                    line,
                    nameof(line.Line.Vat)
                )
            );

    private static IEnumerable<InvoiceFinding> Allowances(StructuredInvoice invoice)
    {
        foreach (var allowance in invoice.Frozen.Allowances.Where(allowance => allowance.Net != 0))
        {
            if (!Categories.Contains(allowance.Category, StringComparer.Ordinal))
                yield return Vat(allowance.Net > 0 ? "BR-32" : "BR-37", "AllowanceVat", allowance.Category);
            else if (!Fits(allowance.Category, allowance.Rate))
                yield return Vat(
                    $"{Prefix(allowance.Category)}-{(allowance.Net > 0 ? "06" : "07")}",
                    allowance.Category == "S" ? "RateAboveZero" : "RateZero",
                    allowance.Category
                );
        }
    }

    private static IEnumerable<InvoiceFinding> Breakdowns(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        var sums = frozen
            .Lines.Where(line => line.Vat is not null)
            .Select(line => (line.Vat.Category, line.Vat.Rate, line.Net))
            .Concat(frozen.Allowances.Select(allowance => (allowance.Category, allowance.Rate, Net: -allowance.Net)))
            .GroupBy(entry => (entry.Category, entry.Rate), entry => entry.Net)
            .ToDictionary(group => group.Key, group => group.Sum());
        foreach (var vat in frozen.Vat.Where(vat => Categories.Contains(vat.Category, StringComparer.Ordinal)))
        {
            var prefix = Prefix(vat.Category);
            if (sums.GetValueOrDefault((vat.Category, vat.Rate)) != vat.Base)
                yield return Vat($"{prefix}-08", "BaseOfCategory", Percent(vat));
            if (vat.Category != "S" && vat.Tax != 0)
                yield return Vat($"{prefix}-09", "TaxZero", Percent(vat));
            var exemption = invoice.ExemptionOf(vat);
            if (vat.Category is not ("S" or "Z") && exemption is { Code: "", Reason: "" })
                yield return Vat($"{prefix}-10", "ReasonMissing", vat.Category);
        }
        foreach (var (category, rate) in sums.Keys.Where(key => !frozen.Vat.Any(vat => (vat.Category, vat.Rate) == key)))
            if (Categories.Contains(category, StringComparer.Ordinal))
                yield return Vat($"{Prefix(category)}-01", "BreakdownMissing", Percent(category, rate));
    }

    private static bool Fits(string category, decimal rate) =>
        !Categories.Contains(category, StringComparer.Ordinal) || (category == "S" ? rate > 0 : rate == 0);

    private static InvoiceFinding Unknown(string category) => Vat("BR-CL-17", "CategoryUnknown", category);

    private static InvoiceFinding Vat(string rule, string key, string subject) =>
        new(rule, key, InvoicePlace.Vat, "Vat") { Subject = subject };

    private static string Percent(InvoiceVat vat) => Percent(vat.Category, vat.Rate);

    private static string Percent(string category, decimal rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{category} {rate:0.####} %");

    private static string Prefix(string category) => category == "K" ? "BR-IC" : "BR-" + category;
}

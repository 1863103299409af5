using System.Globalization;
using Paraphe.Domain.Invoices.Electronic;
using Paraphe.Domain.Numbers;

namespace Paraphe.Domain.Invoices.Checking;

/// <summary>What must be said (BR-1 to BR-65), as far as a page can leave it out.</summary>
internal static class DocumentRules
{
    public static IEnumerable<InvoiceFinding> Of(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        if (string.IsNullOrWhiteSpace(frozen.Number))
            yield return Say("BR-02", "NumberMissing", nameof(frozen.Number));
        if (frozen.IssuedOn.Year is < 2000 or > 2099)
            yield return Say("BR-03", "DayWrong", nameof(frozen.IssuedOn));
        if (frozen.Lines.IsEmpty)
            yield return Say("BR-16", "NoLines", nameof(frozen.Lines));
        if (frozen.PeriodFrom > frozen.PeriodTo)
            yield return Say("BR-29", "PeriodOrder", nameof(frozen.PeriodTo));
        if (frozen.Due > 0 && (invoice.IsCreditNote || frozen.DueOn is null) && invoice.Terms.Length == 0)
            yield return Say("BR-CO-25", "TermsMissing", invoice.IsCreditNote ? nameof(frozen.Reason) : nameof(frozen.DueOn));
        if (frozen.Preceding.Any(preceding => string.IsNullOrWhiteSpace(preceding.Number)))
            yield return Say("BR-55", "PrecedingNumber", nameof(frozen.Preceding));
        foreach (var allowance in frozen.Allowances.Where(allowance => allowance.Net != 0 && string.IsNullOrWhiteSpace(allowance.Reason)))
            yield return Say(allowance.Net > 0 ? "BR-33" : "BR-38", "AllowanceReason", nameof(frozen.Allowances));
        foreach (var code in frozen.Mentions.SelectMany(mention => mention.Codes).Where(code => code.Length is not (0 or 3)))
            yield return Say("BR-CL-08", "NoteCode", nameof(frozen.Mentions)) with
            {
                Subject = code,
            };
        if (frozen.Company.Iban.Trim().Length > 0 && Iban.Find(frozen.Company.Iban) is null)
            yield return new("BR-50", "Account", InvoicePlace.Company, nameof(frozen.Company.Iban)) { Subject = frozen.Company.Iban };
        foreach (var finding in invoice.Lines.SelectMany(Line))
            yield return finding;
    }

    private static IEnumerable<InvoiceFinding> Line(StructuredLine line)
    {
        if (line.Name.Length == 0)
            yield return Say("BR-25", "LineName", line, nameof(line.Line.Name));
        if (line.Line.Vat is null || line.Line.Vat.Category.Length == 0)
            yield return Say("BR-CO-04", "LineVat", line, nameof(line.Line.Vat));
        if (line.Line.PeriodFrom > line.Line.PeriodTo)
            yield return Say("BR-30", "PeriodOrder", line, nameof(line.Line.PeriodTo));
    }

    private static InvoiceFinding Say(string rule, string key, string field) => new(rule, key, InvoicePlace.Invoice, field);

    internal static InvoiceFinding Say(string rule, string key, StructuredLine line, string field) =>
        new(rule, key, InvoicePlace.Line, field)
        {
            Line = line.Line.Key,
            Subject = line.Name.Length > 0 ? line.Name : line.Number.ToString(CultureInfo.InvariantCulture),
        };
}

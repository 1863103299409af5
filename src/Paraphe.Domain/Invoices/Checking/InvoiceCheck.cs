using Paraphe.Domain.Invoices.Electronic;

namespace Paraphe.Domain.Invoices.Checking;

/// <summary>
/// The business rules of EN 16931-1 that what we can issue may break, those of Peppol BIS Billing 3.0, and the national ones of France, Germany and
/// the Netherlands; what the writers of XML satisfy by themselves is not asked. Asked before an invoice is issued, of what it would say.
/// </summary>
public static class InvoiceCheck
{
    // Where the norm is law, or the way tax is written: the Union, and the rest of the Economic Area.
    private static readonly HashSet<string> Bound = new(
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO".Split(' '),
        StringComparer.Ordinal
    );

    /// <summary>All at once, the gravest first.</summary>
    public static IReadOnlyList<InvoiceFinding> Of(FrozenInvoice frozen)
    {
        if (Currency.Find(frozen.Currency) is null)
            return [new("BR-CL-04", "CurrencyUnknown", InvoicePlace.Invoice, nameof(frozen.Currency)) { Subject = frozen.Currency }];
        var invoice = new StructuredInvoice(frozen);
        var content = DocumentRules.Of(invoice).Concat(PartyRules.Of(invoice)).Concat(CategoryRules.Of(invoice));
        // Elsewhere an invoice without VAT numbers may be right; it only cannot travel.
        if (!Bound.Contains(frozen.Company.Address.Country))
            content = content.Select(finding => finding with { Weight = FindingWeight.HandOver });
        return
        [
            .. content
                .Concat(SumRules.Of(invoice))
                .Concat(NetworkRules.Of(invoice).Select(finding => finding with { Weight = FindingWeight.HandOver }))
                .Distinct()
                .OrderBy(finding => finding.Weight),
        ];
    }

    /// <summary>What keeps it from being issued.</summary>
    public static IReadOnlyList<InvoiceFinding> Refusals(FrozenInvoice frozen) =>
        [.. Of(frozen).Where(finding => finding.Weight == FindingWeight.Refuses)];
}

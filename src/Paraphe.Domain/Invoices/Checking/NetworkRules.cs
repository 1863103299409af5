using System.Text.RegularExpressions;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices.Electronic;

namespace Paraphe.Domain.Invoices.Checking;

/// <summary>What Peppol asks beyond the norm, and what France's platforms, Germany and the Netherlands ask of their own companies.</summary>
internal static partial class NetworkRules
{
    private static readonly string[] Asked = ["PMD", "PMT", "AAB"];

    public static IEnumerable<InvoiceFinding> Of(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        if (invoice.BuyerReference.Length + invoice.OrderReference.Length + frozen.QuoteNumber.Trim().Length == 0)
            yield return Say("PEPPOL-EN16931-R003", "BuyerReference", nameof(frozen.BuyerReference));
        // A private customer is not on the network; his mail address says so.
        if (invoice.Buyer.Electronic is not { Scheme: var scheme } || (scheme == "EM" && frozen.Customer.Kind == CustomerKind.Company))
            yield return PartyRules.Buyer("PEPPOL-EN16931-R010", "BuyerElectronic", "CompanyNumber");
        if (invoice.Seller.Electronic is null or { Scheme: "EM" })
            yield return PartyRules.Seller("PEPPOL-EN16931-R020", "SellerElectronic", "CompanyNumber");
        foreach (var line in invoice.Lines)
        {
            if (line.Line.PeriodFrom < frozen.PeriodFrom)
                yield return DocumentRules.Say("PEPPOL-EN16931-R110", "LinePeriod", line, nameof(line.Line.PeriodFrom));
            if (line.Line.PeriodTo > frozen.PeriodTo)
                yield return DocumentRules.Say("PEPPOL-EN16931-R111", "LinePeriod", line, nameof(line.Line.PeriodTo));
        }
        var national = invoice.Seller.Address.Country switch
        {
            "FR" => French(invoice),
            "DE" when invoice.Buyer.Address.Country == "DE" => German(invoice),
            "NL" => Dutch(invoice),
            _ => [],
        };
        foreach (var finding in national)
            yield return finding;
    }

    private static IEnumerable<InvoiceFinding> French(StructuredInvoice invoice)
    {
        var frozen = invoice.Frozen;
        if (frozen.Number.Length > 35)
            yield return Say("BR-FR-01", "FrenchNumber", nameof(frozen.Number)) with
            {
                Subject = frozen.Number,
            };
        if (!FrenchNumber().IsMatch(frozen.Number))
            yield return Say("BR-FR-02", "FrenchNumber", nameof(frozen.Number)) with
            {
                Subject = frozen.Number,
            };
        if (invoice.Seller.Register is not { Scheme: "0002" })
            yield return PartyRules.Seller("BR-FR-10", "FrenchSiren", "CompanyNumber");
        if (!invoice.IsFrenchBusiness)
            yield break;
        var told = frozen.Mentions.Where(mention => mention.Text.Trim().Length > 0).SelectMany(mention => mention.Codes).ToList();
        // Who gets money back is not reminded of the price of paying late.
        foreach (var code in invoice.IsCreditNote ? [] : Asked.Except(told, StringComparer.Ordinal))
            yield return Say("BR-FR-05", "FrenchMention", nameof(frozen.Mentions)) with
            {
                Subject = code,
            };
        if (invoice.Buyer.Register is not { Scheme: "0002" })
            yield return PartyRules.Buyer("BR-FR-11", "FrenchBuyerSiren", "CompanyNumber");
    }

    private static IEnumerable<InvoiceFinding> German(StructuredInvoice invoice)
    {
        if (!invoice.IsCreditNote && invoice.PaymentMeans is null)
            yield return PartyRules.Seller("DE-R-001", "Means", "Iban");
        if (invoice.Seller.Phone.Length == 0)
            yield return PartyRules.Seller("DE-R-006", "SellerPhone", "Phone");
        if (invoice.Seller.Email.Length == 0)
            yield return PartyRules.Seller("DE-R-007", "SellerEmail", "Email");
        if (invoice.Seller.Address.City.Length == 0 || invoice.Seller.Address.PostalCode.Length == 0)
            yield return PartyRules.Seller("DE-R-003", "SellerAddress", "Address.City");
        if (invoice.Buyer.Address.City.Length == 0 || invoice.Buyer.Address.PostalCode.Length == 0)
            yield return PartyRules.Buyer("DE-R-008", "BuyerAddress", "Address.City");
        if (invoice.BuyerReference.Length == 0)
            yield return Say("DE-R-015", "BuyerReference", nameof(invoice.Frozen.BuyerReference));
    }

    private static IEnumerable<InvoiceFinding> Dutch(StructuredInvoice invoice)
    {
        if (invoice.IsCreditNote && invoice.Frozen.Preceding.IsEmpty)
            yield return Say("NL-R-001", "PrecedingNumber", nameof(invoice.Frozen.Preceding));
        if (!IsWhole(invoice.Seller.Address))
            yield return PartyRules.Seller("NL-R-002", "SellerAddress", "Address.Line1");
        if (invoice.Seller.Register is not { Scheme: "0106" or "0190" })
            yield return PartyRules.Seller("NL-R-003", "DutchSellerNumber", "CompanyNumber");
        if (invoice.Frozen.Customer is { Address.Country: "NL", Kind: CustomerKind.Company })
        {
            if (!IsWhole(invoice.Buyer.Address))
                yield return PartyRules.Buyer("NL-R-004", "BuyerAddress", "Address.Line1");
            if (invoice.Buyer.Register is not { Scheme: "0106" or "0190" })
                yield return PartyRules.Buyer("NL-R-005", "DutchBuyerNumber", "CompanyNumber");
        }
        if (!invoice.IsCreditNote && invoice.PaymentMeans is null)
            yield return PartyRules.Seller("NL-R-007", "Means", "Iban");
    }

    private static bool IsWhole(Address address) =>
        address.Line1.Trim().Length > 0 && address.City.Trim().Length > 0 && address.PostalCode.Trim().Length > 0;

    private static InvoiceFinding Say(string rule, string key, string field) => new(rule, key, InvoicePlace.Invoice, field);

    [GeneratedRegex(@"^[A-Za-z0-9+\-_/]+\z", RegexOptions.None, 1000)]
    private static partial Regex FrenchNumber();
}

using System.Globalization;
using System.Xml.Linq;
using static Paraphe.Domain.Invoices.Electronic.XmlText;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>
/// UN/CEFACT Cross Industry Invoice D16B (D22B reads the same) in the profile EN 16931 of Factur-X and ZUGFeRD: the file inside the PDF. The order of
/// elements is that of the profile's schema.
/// </summary>
public sealed class Cii
{
    public const string Guideline = "urn:cen.eu:en16931:2017";

    internal static readonly XNamespace Rsm = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    internal static readonly XNamespace Ram = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    internal static readonly XNamespace Udt = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";
    internal static readonly XNamespace Qdt = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100";

    private readonly StructuredInvoice invoice;
    private readonly FrozenInvoice frozen;

    private Cii(StructuredInvoice invoice) => (this.invoice, frozen) = (invoice, invoice.Frozen);

    /// <inheritdoc cref="Ubl.Of"/>
    public static byte[] Of(FrozenInvoice frozen) => Bytes(new Cii(new StructuredInvoice(frozen)).Document());

    private XElement Document() =>
        new(
            Rsm + "CrossIndustryInvoice",
            new XAttribute(XNamespace.Xmlns + "rsm", Rsm.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "ram", Ram.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "udt", Udt.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "qdt", Qdt.NamespaceName),
            new XElement(
                Rsm + "ExchangedDocumentContext",
                Group(Ram + "BusinessProcessSpecifiedDocumentContextParameter", Say("ID", invoice.FrenchProcess)),
                new XElement(Ram + "GuidelineSpecifiedDocumentContextParameter", Say("ID", Guideline))
            ),
            new XElement(
                Rsm + "ExchangedDocument",
                Say("ID", frozen.Number),
                Say("TypeCode", invoice.TypeCode),
                Day("IssueDateTime", frozen.IssuedOn),
                Notes()
            ),
            new XElement(
                Rsm + "SupplyChainTradeTransaction",
                invoice.Lines.Select(Line),
                new XElement(
                    Ram + "ApplicableHeaderTradeAgreement",
                    Say("BuyerReference", invoice.BuyerReference),
                    CiiParty.Of("SellerTradeParty", invoice.Seller, isSeller: true),
                    CiiParty.Of("BuyerTradeParty", invoice.Buyer, isSeller: false),
                    Reference("SellerOrderReferencedDocument", frozen.QuoteNumber),
                    Reference("BuyerOrderReferencedDocument", invoice.OrderReference),
                    Reference("ContractReferencedDocument", frozen.ContractNumber)
                ),
                new XElement(
                    Ram + "ApplicableHeaderTradeDelivery",
                    Place(),
                    Group(Ram + "ActualDeliverySupplyChainEvent", Day("OccurrenceDateTime", frozen.DeliveredOn))
                ),
                Settlement()
            )
        );

    private IEnumerable<XElement> Notes()
    {
        foreach (var note in invoice.Notes)
            yield return new XElement(Ram + "IncludedNote", Say("Content", note.Text), Say("SubjectCode", note.Code));
        // The French reform's word for "between companies": what makes its platforms deliver it.
        if (invoice.IsFrenchBusiness)
            yield return new XElement(Ram + "IncludedNote", Say("Content", "B2B"), Say("SubjectCode", "BAR"));
    }

    private XElement? Place() =>
        !invoice.HasPlace
            ? null
            : new XElement(
                Ram + "ShipToTradeParty",
                new XElement(
                    Ram + "PostalTradeAddress",
                    Say("LineOne", frozen.Place.ReplaceLineEndings(", ")),
                    Say("CountryID", frozen.Customer.Address.Country)
                )
            );

    private XElement Settlement() =>
        new(
            Ram + "ApplicableHeaderTradeSettlement",
            Say("PaymentReference", invoice.IsCreditNote ? "" : invoice.Remittance),
            Say("InvoiceCurrencyCode", frozen.Currency),
            Means(),
            frozen.Vat.Select(Vat),
            invoice.HasPeriod ? Period(frozen.PeriodFrom, frozen.PeriodTo) : null,
            invoice.Allowances.Select(allowance => AllowanceCharge(allowance, isCharge: false)),
            invoice.Charges.Select(charge => AllowanceCharge(charge, isCharge: true)),
            Group(
                Ram + "SpecifiedTradePaymentTerms",
                Say("Description", invoice.Terms),
                invoice.IsCreditNote ? null : Day("DueDateDateTime", frozen.DueOn)
            ),
            Totals(),
            frozen.Preceding.Select(preceding => new XElement(
                Ram + "InvoiceReferencedDocument",
                Say("IssuerAssignedID", preceding.Number),
                new XElement(
                    Ram + "FormattedIssueDateTime",
                    new XElement(Qdt + "DateTimeString", new XAttribute("format", "102"), Written(preceding.IssuedOn))
                )
            ))
        );

    private XElement? Means() =>
        invoice.PaymentMeans is not { } code
            ? null
            : new XElement(
                Ram + "SpecifiedTradeSettlementPaymentMeans",
                Say("TypeCode", code),
                new XElement(
                    Ram + "PayeePartyCreditorFinancialAccount",
                    Say("IBANID", invoice.Iban?.Text),
                    Say("AccountName", frozen.Company.Name)
                ),
                Group(Ram + "PayeeSpecifiedCreditorFinancialInstitution", Say("BICID", invoice.Bic))
            );

    private XElement Vat(InvoiceVat vat)
    {
        var exemption = invoice.ExemptionOf(vat);
        return new XElement(
            Ram + "ApplicableTradeTax",
            Money("CalculatedAmount", vat.Tax),
            Say("TypeCode", "VAT"),
            Say("ExemptionReason", exemption.Reason),
            Money("BasisAmount", vat.Base),
            Say("CategoryCode", vat.Category),
            Say("ExemptionReasonCode", exemption.Code),
            Rate(vat.Category, vat.Rate)
        );
    }

    private XElement AllowanceCharge(InvoiceAllowance allowance, bool isCharge) =>
        new(
            Ram + "SpecifiedTradeAllowanceCharge",
            Indicator(isCharge),
            Money("ActualAmount", allowance.Net),
            isCharge ? null : Say("ReasonCode", "95"),
            Say("Reason", allowance.Reason),
            new XElement(
                Ram + "CategoryTradeTax",
                Say("TypeCode", "VAT"),
                Say("CategoryCode", allowance.Category),
                Rate(allowance.Category, allowance.Rate)
            )
        );

    private XElement Totals() =>
        new(
            Ram + "SpecifiedTradeSettlementHeaderMonetarySummation",
            Money("LineTotalAmount", frozen.LinesNet),
            invoice.ChargesTotal > 0 ? Money("ChargeTotalAmount", invoice.ChargesTotal) : null,
            invoice.AllowancesTotal > 0 ? Money("AllowanceTotalAmount", invoice.AllowancesTotal) : null,
            Money("TaxBasisTotalAmount", frozen.Net),
            // The one amount that tells its currency (CII-DT-031).
            new XElement(Ram + "TaxTotalAmount", new XAttribute("currencyID", frozen.Currency), Amount(frozen.Tax, invoice.Currency)),
            Money("GrandTotalAmount", frozen.Gross),
            frozen.Prepaid == 0 ? null : Money("TotalPrepaidAmount", frozen.Prepaid),
            Money("DuePayableAmount", frozen.Due)
        );

    private XElement Line(StructuredLine line) =>
        new(
            Ram + "IncludedSupplyChainTradeLineItem",
            new XElement(
                Ram + "AssociatedDocumentLineDocument",
                Say("LineID", line.Number.ToString(CultureInfo.InvariantCulture)),
                Group(Ram + "IncludedNote", Say("Content", line.Line.Heading))
            ),
            new XElement(Ram + "SpecifiedTradeProduct", Say("Name", line.Name), Say("Description", line.Description)),
            new XElement(
                Ram + "SpecifiedLineTradeAgreement",
                new XElement(
                    Ram + "NetPriceProductTradePrice",
                    new XElement(Ram + "ChargeAmount", Number(line.Price.Price)),
                    line.Price.BaseQuantity == 1 ? null : Quantity("BasisQuantity", line.Price.BaseQuantity, line.UnitCode)
                )
            ),
            new XElement(Ram + "SpecifiedLineTradeDelivery", Quantity("BilledQuantity", line.Price.Quantity, line.UnitCode)),
            new XElement(
                Ram + "SpecifiedLineTradeSettlement",
                new XElement(
                    Ram + "ApplicableTradeTax",
                    Say("TypeCode", "VAT"),
                    Say("CategoryCode", line.Line.Vat.Category),
                    Rate(line.Line.Vat.Category, line.Line.Vat.Rate)
                ),
                line.Line.PeriodFrom is null && line.Line.PeriodTo is null ? null : Period(line.Line.PeriodFrom, line.Line.PeriodTo),
                Reduction(line.Price),
                new XElement(Ram + "SpecifiedTradeSettlementLineMonetarySummation", Money("LineTotalAmount", line.Line.Net))
            )
        );

    private XElement? Reduction(LinePrice price) =>
        price.Reduction == 0
            ? null
            : new XElement(
                Ram + "SpecifiedTradeAllowanceCharge",
                Indicator(price.Reduction < 0),
                price is { Percent: { } percent, Reduction: > 0 } ? Say("CalculationPercent", Number(percent)) : null,
                price is { Percent: not null, Reduction: > 0 } ? Money("BasisAmount", price.Before) : null,
                Money("ActualAmount", Math.Abs(price.Reduction)),
                price.Reduction > 0 ? Say("ReasonCode", "95") : null,
                price.Reduction < 0 ? Say("Reason", "Discount") : null
            );

    private static XElement Indicator(bool isCharge) => new(Ram + "ChargeIndicator", new XElement(Udt + "Indicator", Flag(isCharge)));

    private static XElement? Rate(string category, decimal rate) => category == "O" ? null : Say("RateApplicablePercent", Number(rate));

    private static XElement? Reference(string name, string number) => Group(Ram + name, Say("IssuerAssignedID", number));

    private static XElement Period(DateOnly? from, DateOnly? to) =>
        new(Ram + "BillingSpecifiedPeriod", Day("StartDateTime", from), Day("EndDateTime", to));

    private XElement Money(string name, decimal amount) => new(Ram + name, Amount(amount, invoice.Currency));

    private static XElement Quantity(string name, decimal quantity, string unit) =>
        new(Ram + name, new XAttribute("unitCode", unit), Number(quantity));

    private static XElement? Day(string name, DateOnly? day) =>
        day is { } known
            ? new XElement(Ram + name, new XElement(Udt + "DateTimeString", new XAttribute("format", "102"), Written(known)))
            : null;

    private static string Written(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    internal static XElement? Say(string name, string? text, params ReadOnlySpan<object?> attributes) => Text(Ram + name, text, attributes);
}

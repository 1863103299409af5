using System.Globalization;
using System.Xml.Linq;
using static Paraphe.Domain.Invoices.Electronic.XmlText;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>UBL 2.1 (ISO/IEC 19845) as Peppol BIS Billing 3.0, invoice or credit note. The order of elements is that of the UBL schemas.</summary>
public sealed class Ubl
{
    public const string Customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    public const string Profile = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    internal static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    internal static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    private readonly StructuredInvoice invoice;
    private readonly FrozenInvoice frozen;
    private readonly XNamespace root;

    private Ubl(StructuredInvoice invoice)
    {
        (this.invoice, frozen) = (invoice, invoice.Frozen);
        root = $"urn:oasis:names:specification:ubl:schema:xsd:{Kind}-2";
    }

    private string Kind => invoice.IsCreditNote ? "CreditNote" : "Invoice";

    /// <summary>UTF-8. Ask <see cref="InvoiceCheck"/> first: this writes what it is given.</summary>
    /// <exception cref="BrokenRuleException">Rules.CurrencyUnknown</exception>
    public static byte[] Of(FrozenInvoice frozen) => Bytes(new Ubl(new StructuredInvoice(frozen)).Document());

    private XElement Document() =>
        new(
            root + Kind,
            new XAttribute(XNamespace.Xmlns + "cac", Cac.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "cbc", Cbc.NamespaceName),
            Basic("CustomizationID", Customization),
            Basic("ProfileID", Profile),
            Basic("ID", frozen.Number),
            Day("IssueDate", frozen.IssuedOn),
            invoice.IsCreditNote ? null : Day("DueDate", frozen.DueOn),
            Basic(invoice.IsCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode", invoice.TypeCode),
            // One note at most (PEPPOL-EN16931-R002).
            Basic("Note", string.Join('\n', invoice.Notes.Select(note => note.Text).Distinct(StringComparer.Ordinal))),
            Basic("DocumentCurrencyCode", frozen.Currency),
            Basic("BuyerReference", invoice.BuyerReference),
            invoice.HasPeriod ? Period(frozen.PeriodFrom, frozen.PeriodTo) : null,
            Order(),
            frozen.Preceding.Select(Preceding),
            Group(Cac + "ContractDocumentReference", Basic("ID", frozen.ContractNumber)),
            new XElement(Cac + "AccountingSupplierParty", UblParty.Of(invoice.Seller, isSeller: true)),
            new XElement(Cac + "AccountingCustomerParty", UblParty.Of(invoice.Buyer, isSeller: false)),
            Delivery(),
            Means(),
            Group(Cac + "PaymentTerms", Basic("Note", invoice.Terms)),
            invoice.Allowances.Select(allowance => AllowanceCharge(allowance, isCharge: false)),
            invoice.Charges.Select(charge => AllowanceCharge(charge, isCharge: true)),
            Tax(),
            Totals(),
            invoice.Lines.Select(Line)
        );

    // The buyer's number is required beside ours; NA says that there is none.
    private XElement? Order()
    {
        if (invoice.OrderReference.Length + frozen.QuoteNumber.Trim().Length == 0)
            return null;
        return new XElement(
            Cac + "OrderReference",
            Basic("ID", invoice.OrderReference.Length > 0 ? invoice.OrderReference : "NA"),
            Basic("SalesOrderID", frozen.QuoteNumber)
        );
    }

    private static XElement Preceding(PrecedingInvoice preceding) =>
        new(
            Cac + "BillingReference",
            new XElement(Cac + "InvoiceDocumentReference", Basic("ID", preceding.Number), Day("IssueDate", preceding.IssuedOn))
        );

    private XElement? Delivery() =>
        Group(
            Cac + "Delivery",
            Day("ActualDeliveryDate", frozen.DeliveredOn),
            invoice.HasPlace
                ? new XElement(
                    Cac + "DeliveryLocation",
                    new XElement(
                        Cac + "Address",
                        frozen.Place.Trim().Length > 0
                            ? Group(Cac + "AddressLine", Basic("Line", frozen.Place.ReplaceLineEndings(", ")))
                            : null,
                        new XElement(Cac + "Country", Basic("IdentificationCode", frozen.Customer.Address.Country))
                    )
                )
                : null
        );

    private XElement? Means() =>
        invoice.PaymentMeans is not { } code
            ? null
            : new XElement(
                Cac + "PaymentMeans",
                Basic("PaymentMeansCode", code),
                Basic("PaymentID", invoice.Remittance),
                new XElement(
                    Cac + "PayeeFinancialAccount",
                    Basic("ID", invoice.Iban?.Text),
                    Basic("Name", frozen.Company.Name),
                    Group(Cac + "FinancialInstitutionBranch", Basic("ID", invoice.Bic))
                )
            );

    private XElement AllowanceCharge(InvoiceAllowance allowance, bool isCharge) =>
        new(
            Cac + "AllowanceCharge",
            Basic("ChargeIndicator", Flag(isCharge)),
            isCharge ? null : Basic("AllowanceChargeReasonCode", "95"),
            Basic("AllowanceChargeReason", allowance.Reason),
            Money("Amount", allowance.Net),
            Category("TaxCategory", allowance.Category, allowance.Rate)
        );

    private XElement Tax() =>
        new(
            Cac + "TaxTotal",
            Money("TaxAmount", frozen.Tax),
            frozen.Vat.Select(vat =>
            {
                var exemption = invoice.ExemptionOf(vat);
                return new XElement(
                    Cac + "TaxSubtotal",
                    Money("TaxableAmount", vat.Base),
                    Money("TaxAmount", vat.Tax),
                    Category(
                        "TaxCategory",
                        vat.Category,
                        vat.Rate,
                        Basic("TaxExemptionReasonCode", exemption.Code),
                        Basic("TaxExemptionReason", exemption.Reason)
                    )
                );
            })
        );

    private XElement Totals() =>
        new(
            Cac + "LegalMonetaryTotal",
            Money("LineExtensionAmount", frozen.LinesNet),
            Money("TaxExclusiveAmount", frozen.Net),
            Money("TaxInclusiveAmount", frozen.Gross),
            invoice.AllowancesTotal > 0 ? Money("AllowanceTotalAmount", invoice.AllowancesTotal) : null,
            invoice.ChargesTotal > 0 ? Money("ChargeTotalAmount", invoice.ChargesTotal) : null,
            frozen.Prepaid == 0 ? null : Money("PrepaidAmount", frozen.Prepaid),
            Money("PayableAmount", frozen.Due)
        );

    private XElement Line(StructuredLine line) =>
        new(
            Cac + (Kind + "Line"),
            Basic("ID", line.Number.ToString(CultureInfo.InvariantCulture)),
            Basic("Note", line.Line.Heading),
            Quantity(invoice.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity", line.Price.Quantity, line.UnitCode),
            Money("LineExtensionAmount", line.Line.Net),
            line.Line.PeriodFrom is null && line.Line.PeriodTo is null ? null : Period(line.Line.PeriodFrom, line.Line.PeriodTo),
            Reduction(line.Price),
            new XElement(
                Cac + "Item",
                Basic("Description", line.Description),
                Basic("Name", line.Name),
                Category("ClassifiedTaxCategory", line.Line.Vat.Category, line.Line.Vat.Rate)
            ),
            new XElement(
                Cac + "Price",
                new XElement(Cbc + "PriceAmount", new XAttribute("currencyID", frozen.Currency), Number(line.Price.Price)),
                line.Price.BaseQuantity == 1 ? null : Quantity("BaseQuantity", line.Price.BaseQuantity, line.UnitCode)
            )
        );

    private XElement? Reduction(LinePrice price) =>
        price.Reduction == 0
            ? null
            : new XElement(
                Cac + "AllowanceCharge",
                Basic("ChargeIndicator", Flag(price.Reduction < 0)),
                price.Reduction > 0 ? Basic("AllowanceChargeReasonCode", "95") : null,
                price.Reduction < 0 ? Basic("AllowanceChargeReason", "Discount") : null,
                price is { Percent: { } percent, Reduction: > 0 } ? Basic("MultiplierFactorNumeric", Number(percent)) : null,
                Money("Amount", Math.Abs(price.Reduction)),
                price is { Percent: not null, Reduction: > 0 } ? Money("BaseAmount", price.Before) : null
            );

    /// <summary>BT-95/96, 118/119, 151/152: outside VAT there is no rate (BR-O-05).</summary>
    private static XElement Category(string name, string category, decimal rate, params ReadOnlySpan<object?> reasons) =>
        new(
            Cac + name,
            [
                Basic("ID", category),
                category == "O" ? null : Basic("Percent", Number(rate)),
                .. reasons,
                new XElement(Cac + "TaxScheme", Basic("ID", "VAT")),
            ]
        );

    private static XElement Period(DateOnly? from, DateOnly? to) => new(Cac + "InvoicePeriod", Day("StartDate", from), Day("EndDate", to));

    private XElement Money(string name, decimal amount) =>
        new(Cbc + name, new XAttribute("currencyID", frozen.Currency), Amount(amount, invoice.Currency));

    private static XElement Quantity(string name, decimal quantity, string unit) =>
        new(Cbc + name, new XAttribute("unitCode", unit), Number(quantity));

    private static XElement? Day(string name, DateOnly? day) => Basic(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    internal static XElement? Basic(string name, string? text, params ReadOnlySpan<object?> attributes) =>
        Text(Cbc + name, text, attributes);
}

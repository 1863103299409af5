using System.Globalization;
using System.Xml.Linq;

namespace Paraphe.Domain.Tests.Invoices;

/// <summary>What a receiver reads, in the norm's terms: from either syntax the same.</summary>
internal sealed record ReadBack
{
    public required string Number { get; init; }
    public required string Type { get; init; }
    public required string Issued { get; init; }
    public required string Due { get; init; }
    public required string Currency { get; init; }
    public required string BuyerReference { get; init; }
    public required string Order { get; init; }
    public required string SalesOrder { get; init; }
    public required string Contract { get; init; }
    public required string Delivered { get; init; }
    public required string PlaceCountry { get; init; }
    public required string Period { get; init; }
    public required string Terms { get; init; }
    public required string Preceding { get; init; }
    public required string Means { get; init; }
    public required ReadParty Seller { get; init; }
    public required ReadParty Buyer { get; init; }
    public required IReadOnlyList<ReadLine> Lines { get; init; }
    public required IReadOnlyList<ReadAllowance> Allowances { get; init; }
    public required IReadOnlyList<ReadVat> Vat { get; init; }

    /// <summary>BT-106, 107, 108, 109, 110, 112, 113, 115.</summary>
    public required IReadOnlyList<decimal?> Sums { get; init; }
}

internal sealed record ReadParty(
    string Name,
    string Street,
    string City,
    string PostalCode,
    string Country,
    string Establishment,
    string Register,
    string Vat,
    string Tax,
    string Legal,
    string Electronic,
    string Contact
);

internal sealed record ReadLine(
    string Id,
    string Name,
    string Description,
    string Note,
    decimal Quantity,
    string Unit,
    decimal Net,
    decimal Price,
    decimal Base,
    decimal Allowance,
    decimal Charge,
    string Category,
    decimal? Rate,
    string Period
);

internal sealed record ReadAllowance(bool IsCharge, decimal Amount, string Category, decimal? Rate, string Reason);

internal sealed record ReadVat(string Category, decimal? Rate, decimal Base, decimal Tax, string Reason, string Code);

/// <summary>Paths of elements by their local names.</summary>
internal static class Reading
{
    public static IEnumerable<XElement> All(this XElement? at, string path)
    {
        IEnumerable<XElement> here = at is null ? [] : [at];
        foreach (var name in path.Split('/'))
            here = here.Elements().Where(element => element.Name.LocalName == name);
        return here;
    }

    public static XElement? One(this XElement? at, string path) => at.All(path).FirstOrDefault();

    public static string Text(this XElement? at, string path) => at.One(path)?.Value ?? "";

    public static decimal? Number(this XElement? at, string path) => at.One(path) is { } found ? Parse(found.Value) : null;

    public static decimal Parse(string text) =>
        decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static string Id(this XElement? at, string path) =>
        at.One(path) is { } found ? $"{found.Attribute("schemeID")?.Value}:{found.Value}" : "";
}

internal static class UblReader
{
    public static ReadBack Read(XElement root)
    {
        var line = root.Name.LocalName + "Line";
        var quantity = root.Name.LocalName == "Invoice" ? "InvoicedQuantity" : "CreditedQuantity";
        var totals = root.One("LegalMonetaryTotal");
        return new ReadBack
        {
            Number = root.Text("ID"),
            Type = root.Text("InvoiceTypeCode") + root.Text("CreditNoteTypeCode"),
            Issued = Day(root.Text("IssueDate")),
            Due = Day(root.Text("DueDate")),
            Currency = root.Text("DocumentCurrencyCode"),
            BuyerReference = root.Text("BuyerReference"),
            Order = root.Text("OrderReference/ID") is var order && order == "NA" ? "" : order,
            SalesOrder = root.Text("OrderReference/SalesOrderID"),
            Contract = root.Text("ContractDocumentReference/ID"),
            Delivered = Day(root.Text("Delivery/ActualDeliveryDate")),
            PlaceCountry = root.Text("Delivery/DeliveryLocation/Address/Country/IdentificationCode"),
            Period = Period(root),
            Terms = root.Text("PaymentTerms/Note"),
            Preceding = string.Join(
                ' ',
                root.All("BillingReference/InvoiceDocumentReference").Select(x => x.Text("ID") + "@" + Day(x.Text("IssueDate")))
            ),
            Means = string.Join(
                '|',
                root.Text("PaymentMeans/PaymentMeansCode"),
                root.Text("PaymentMeans/PayeeFinancialAccount/ID"),
                root.Text("PaymentMeans/PayeeFinancialAccount/Name"),
                root.Text("PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
                root.Text("PaymentMeans/PaymentID")
            ),
            Seller = Party(root.One("AccountingSupplierParty/Party")),
            Buyer = Party(root.One("AccountingCustomerParty/Party")),
            Lines = [.. root.All(line).Select(x => Line(x, quantity))],
            Allowances =
            [
                .. root.All("AllowanceCharge")
                    .Select(x => new ReadAllowance(
                        x.Text("ChargeIndicator") == "true",
                        x.Number("Amount")!.Value,
                        x.Text("TaxCategory/ID"),
                        x.Number("TaxCategory/Percent"),
                        x.Text("AllowanceChargeReason")
                    )),
            ],
            Vat =
            [
                .. root.All("TaxTotal/TaxSubtotal")
                    .Select(x => new ReadVat(
                        x.Text("TaxCategory/ID"),
                        x.Number("TaxCategory/Percent"),
                        x.Number("TaxableAmount")!.Value,
                        x.Number("TaxAmount")!.Value,
                        x.Text("TaxCategory/TaxExemptionReason"),
                        x.Text("TaxCategory/TaxExemptionReasonCode")
                    )),
            ],
            Sums =
            [
                totals.Number("LineExtensionAmount"),
                totals.Number("AllowanceTotalAmount"),
                totals.Number("ChargeTotalAmount"),
                totals.Number("TaxExclusiveAmount"),
                root.Number("TaxTotal/TaxAmount"),
                totals.Number("TaxInclusiveAmount"),
                totals.Number("PrepaidAmount"),
                totals.Number("PayableAmount"),
            ],
        };
    }

    private static ReadLine Line(XElement line, string quantity) =>
        new(
            line.Text("ID"),
            line.Text("Item/Name"),
            line.Text("Item/Description"),
            line.Text("Note"),
            line.Number(quantity)!.Value,
            line.One(quantity)!.Attribute("unitCode")!.Value,
            line.Number("LineExtensionAmount")!.Value,
            line.Number("Price/PriceAmount")!.Value,
            line.Number("Price/BaseQuantity") ?? 1,
            line.All("AllowanceCharge").Where(x => x.Text("ChargeIndicator") == "false").Sum(x => x.Number("Amount")!.Value),
            line.All("AllowanceCharge").Where(x => x.Text("ChargeIndicator") == "true").Sum(x => x.Number("Amount")!.Value),
            line.Text("Item/ClassifiedTaxCategory/ID"),
            line.Number("Item/ClassifiedTaxCategory/Percent"),
            Period(line)
        );

    private static ReadParty Party(XElement? party) =>
        new(
            party.Text("PartyLegalEntity/RegistrationName"),
            party.Text("PostalAddress/StreetName") + "|" + party.Text("PostalAddress/AdditionalStreetName"),
            party.Text("PostalAddress/CityName"),
            party.Text("PostalAddress/PostalZone"),
            party.Text("PostalAddress/Country/IdentificationCode"),
            party.Id("PartyIdentification/ID"),
            party.Id("PartyLegalEntity/CompanyID"),
            Tax(party, "VAT"),
            Tax(party, "TAX"),
            party.Text("PartyLegalEntity/CompanyLegalForm"),
            party.Id("EndpointID"),
            string.Join('|', party.Text("Contact/Name"), party.Text("Contact/Telephone"), party.Text("Contact/ElectronicMail"))
        );

    private static string Tax(XElement? party, string scheme) =>
        party.All("PartyTaxScheme").FirstOrDefault(x => x.Text("TaxScheme/ID") == scheme).Text("CompanyID");

    private static string Period(XElement at) => Day(at.Text("InvoicePeriod/StartDate")) + "-" + Day(at.Text("InvoicePeriod/EndDate"));

    private static string Day(string text) => text.Replace("-", "", StringComparison.Ordinal);
}

internal static class CiiReader
{
    public static ReadBack Read(XElement root)
    {
        var document = root.One("ExchangedDocument");
        var trade = root.One("SupplyChainTradeTransaction");
        var agreement = trade.One("ApplicableHeaderTradeAgreement");
        var delivery = trade.One("ApplicableHeaderTradeDelivery");
        var settlement = trade.One("ApplicableHeaderTradeSettlement");
        var sums = settlement.One("SpecifiedTradeSettlementHeaderMonetarySummation");
        var means = settlement.One("SpecifiedTradeSettlementPaymentMeans");
        return new ReadBack
        {
            Number = document.Text("ID"),
            Type = document.Text("TypeCode"),
            Issued = document.Text("IssueDateTime/DateTimeString"),
            Due = settlement.Text("SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
            Currency = settlement.Text("InvoiceCurrencyCode"),
            BuyerReference = agreement.Text("BuyerReference"),
            Order = agreement.Text("BuyerOrderReferencedDocument/IssuerAssignedID"),
            SalesOrder = agreement.Text("SellerOrderReferencedDocument/IssuerAssignedID"),
            Contract = agreement.Text("ContractReferencedDocument/IssuerAssignedID"),
            Delivered = delivery.Text("ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"),
            PlaceCountry = delivery.Text("ShipToTradeParty/PostalTradeAddress/CountryID"),
            Period = Period(settlement),
            Terms = settlement.Text("SpecifiedTradePaymentTerms/Description"),
            Preceding = string.Join(
                ' ',
                settlement
                    .All("InvoiceReferencedDocument")
                    .Select(x => x.Text("IssuerAssignedID") + "@" + x.Text("FormattedIssueDateTime/DateTimeString"))
            ),
            Means = string.Join(
                '|',
                means.Text("TypeCode"),
                means.Text("PayeePartyCreditorFinancialAccount/IBANID"),
                means.Text("PayeePartyCreditorFinancialAccount/AccountName"),
                means.Text("PayeeSpecifiedCreditorFinancialInstitution/BICID"),
                settlement.Text("PaymentReference")
            ),
            Seller = Party(agreement.One("SellerTradeParty")),
            Buyer = Party(agreement.One("BuyerTradeParty")),
            Lines = [.. trade.All("IncludedSupplyChainTradeLineItem").Select(Line)],
            Allowances =
            [
                .. settlement
                    .All("SpecifiedTradeAllowanceCharge")
                    .Select(x => new ReadAllowance(
                        x.Text("ChargeIndicator/Indicator") == "true",
                        x.Number("ActualAmount")!.Value,
                        x.Text("CategoryTradeTax/CategoryCode"),
                        x.Number("CategoryTradeTax/RateApplicablePercent"),
                        x.Text("Reason")
                    )),
            ],
            Vat =
            [
                .. settlement
                    .All("ApplicableTradeTax")
                    .Select(x => new ReadVat(
                        x.Text("CategoryCode"),
                        x.Number("RateApplicablePercent"),
                        x.Number("BasisAmount")!.Value,
                        x.Number("CalculatedAmount")!.Value,
                        x.Text("ExemptionReason"),
                        x.Text("ExemptionReasonCode")
                    )),
            ],
            Sums =
            [
                sums.Number("LineTotalAmount"),
                sums.Number("AllowanceTotalAmount"),
                sums.Number("ChargeTotalAmount"),
                sums.Number("TaxBasisTotalAmount"),
                sums.Number("TaxTotalAmount"),
                sums.Number("GrandTotalAmount"),
                sums.Number("TotalPrepaidAmount"),
                sums.Number("DuePayableAmount"),
            ],
        };
    }

    private static ReadLine Line(XElement line)
    {
        var settlement = line.One("SpecifiedLineTradeSettlement");
        var price = line.One("SpecifiedLineTradeAgreement/NetPriceProductTradePrice");
        decimal Sum(string charge) =>
            settlement
                .All("SpecifiedTradeAllowanceCharge")
                .Where(x => x.Text("ChargeIndicator/Indicator") == charge)
                .Sum(x => x.Number("ActualAmount")!.Value);
        return new(
            line.Text("AssociatedDocumentLineDocument/LineID"),
            line.Text("SpecifiedTradeProduct/Name"),
            line.Text("SpecifiedTradeProduct/Description"),
            line.Text("AssociatedDocumentLineDocument/IncludedNote/Content"),
            line.Number("SpecifiedLineTradeDelivery/BilledQuantity")!.Value,
            line.One("SpecifiedLineTradeDelivery/BilledQuantity")!.Attribute("unitCode")!.Value,
            settlement.Number("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")!.Value,
            price.Number("ChargeAmount")!.Value,
            price.Number("BasisQuantity") ?? 1,
            Sum("false"),
            Sum("true"),
            settlement.Text("ApplicableTradeTax/CategoryCode"),
            settlement.Number("ApplicableTradeTax/RateApplicablePercent"),
            Period(settlement)
        );
    }

    private static ReadParty Party(XElement? party) =>
        new(
            party.Text("Name"),
            party.Text("PostalTradeAddress/LineOne") + "|" + party.Text("PostalTradeAddress/LineTwo"),
            party.Text("PostalTradeAddress/CityName"),
            party.Text("PostalTradeAddress/PostcodeCode"),
            party.Text("PostalTradeAddress/CountryID"),
            party.Id("GlobalID"),
            party.Id("SpecifiedLegalOrganization/ID"),
            Tax(party, "VA"),
            Tax(party, "FC"),
            party.Text("Description"),
            party.Id("URIUniversalCommunication/URIID"),
            string.Join(
                '|',
                party.Text("DefinedTradeContact/PersonName"),
                party.Text("DefinedTradeContact/TelephoneUniversalCommunication/CompleteNumber"),
                party.Text("DefinedTradeContact/EmailURIUniversalCommunication/URIID")
            )
        );

    private static string Tax(XElement? party, string scheme) =>
        party.All("SpecifiedTaxRegistration/ID").FirstOrDefault(x => x.Attribute("schemeID")?.Value == scheme)?.Value ?? "";

    private static string Period(XElement? at) =>
        at.Text("BillingSpecifiedPeriod/StartDateTime/DateTimeString") + "-" + at.Text("BillingSpecifiedPeriod/EndDateTime/DateTimeString");
}

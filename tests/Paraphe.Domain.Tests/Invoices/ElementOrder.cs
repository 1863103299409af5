using System.Xml.Linq;

namespace Paraphe.Domain.Tests.Invoices;

/// <summary>The sequences of the schemas, as far as we write them: UBL 2.1, and CII D16B as the profile EN 16931 of Factur-X.</summary>
internal static class ElementOrder
{
    private static readonly Dictionary<string, string[]> Sequences = new (string Parent, string Children)[]
    {
        (
            "Invoice",
            "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note DocumentCurrencyCode BuyerReference InvoicePeriod OrderReference "
                + "BillingReference ContractDocumentReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms "
                + "AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine"
        ),
        (
            "CreditNote",
            "CustomizationID ProfileID ID IssueDate CreditNoteTypeCode Note DocumentCurrencyCode BuyerReference InvoicePeriod OrderReference "
                + "BillingReference ContractDocumentReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans PaymentTerms "
                + "AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine"
        ),
        ("OrderReference", "ID SalesOrderID"),
        ("InvoiceDocumentReference", "ID IssueDate"),
        ("Party", "EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact"),
        ("PostalAddress", "StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine Country"),
        ("PartyTaxScheme", "CompanyID TaxScheme"),
        ("PartyLegalEntity", "RegistrationName CompanyID CompanyLegalForm"),
        ("Contact", "Name Telephone ElectronicMail"),
        ("Delivery", "ActualDeliveryDate DeliveryLocation"),
        ("Address", "StreetName AddressLine Country"),
        ("PaymentMeans", "PaymentMeansCode PaymentID PayeeFinancialAccount"),
        ("PayeeFinancialAccount", "ID Name FinancialInstitutionBranch"),
        (
            "AllowanceCharge",
            "ChargeIndicator AllowanceChargeReasonCode AllowanceChargeReason MultiplierFactorNumeric Amount BaseAmount TaxCategory"
        ),
        ("TaxTotal", "TaxAmount TaxSubtotal"),
        ("TaxSubtotal", "TaxableAmount TaxAmount TaxCategory"),
        ("TaxCategory", "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme"),
        ("ClassifiedTaxCategory", "ID Percent TaxScheme"),
        (
            "LegalMonetaryTotal",
            "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount PrepaidAmount PayableAmount"
        ),
        ("InvoiceLine", "ID Note InvoicedQuantity LineExtensionAmount InvoicePeriod AllowanceCharge Item Price"),
        ("CreditNoteLine", "ID Note CreditedQuantity LineExtensionAmount InvoicePeriod AllowanceCharge Item Price"),
        ("InvoicePeriod", "StartDate EndDate"),
        ("Item", "Description Name ClassifiedTaxCategory"),
        ("Price", "PriceAmount BaseQuantity"),
        ("CrossIndustryInvoice", "ExchangedDocumentContext ExchangedDocument SupplyChainTradeTransaction"),
        ("ExchangedDocumentContext", "BusinessProcessSpecifiedDocumentContextParameter GuidelineSpecifiedDocumentContextParameter"),
        ("ExchangedDocument", "ID TypeCode IssueDateTime IncludedNote"),
        ("IncludedNote", "Content SubjectCode"),
        (
            "SupplyChainTradeTransaction",
            "IncludedSupplyChainTradeLineItem ApplicableHeaderTradeAgreement ApplicableHeaderTradeDelivery ApplicableHeaderTradeSettlement"
        ),
        (
            "IncludedSupplyChainTradeLineItem",
            "AssociatedDocumentLineDocument SpecifiedTradeProduct SpecifiedLineTradeAgreement SpecifiedLineTradeDelivery SpecifiedLineTradeSettlement"
        ),
        ("AssociatedDocumentLineDocument", "LineID IncludedNote"),
        ("SpecifiedTradeProduct", "Name Description"),
        ("NetPriceProductTradePrice", "ChargeAmount BasisQuantity"),
        (
            "SpecifiedLineTradeSettlement",
            "ApplicableTradeTax BillingSpecifiedPeriod SpecifiedTradeAllowanceCharge SpecifiedTradeSettlementLineMonetarySummation"
        ),
        (
            "ApplicableHeaderTradeAgreement",
            "BuyerReference SellerTradeParty BuyerTradeParty SellerOrderReferencedDocument BuyerOrderReferencedDocument ContractReferencedDocument"
        ),
        ("SellerTradeParty", TradeParty),
        ("BuyerTradeParty", TradeParty),
        ("DefinedTradeContact", "PersonName TelephoneUniversalCommunication EmailURIUniversalCommunication"),
        ("PostalTradeAddress", "PostcodeCode LineOne LineTwo CityName CountryID CountrySubDivisionName"),
        ("ApplicableHeaderTradeDelivery", "ShipToTradeParty ActualDeliverySupplyChainEvent"),
        (
            "ApplicableHeaderTradeSettlement",
            "PaymentReference InvoiceCurrencyCode SpecifiedTradeSettlementPaymentMeans ApplicableTradeTax BillingSpecifiedPeriod "
                + "SpecifiedTradeAllowanceCharge SpecifiedTradePaymentTerms SpecifiedTradeSettlementHeaderMonetarySummation InvoiceReferencedDocument"
        ),
        ("SpecifiedTradeSettlementPaymentMeans", "TypeCode PayeePartyCreditorFinancialAccount PayeeSpecifiedCreditorFinancialInstitution"),
        ("PayeePartyCreditorFinancialAccount", "IBANID AccountName"),
        (
            "ApplicableTradeTax",
            "CalculatedAmount TypeCode ExemptionReason BasisAmount CategoryCode ExemptionReasonCode RateApplicablePercent"
        ),
        ("SpecifiedTradeAllowanceCharge", "ChargeIndicator CalculationPercent BasisAmount ActualAmount ReasonCode Reason CategoryTradeTax"),
        ("CategoryTradeTax", "TypeCode CategoryCode RateApplicablePercent"),
        ("SpecifiedTradePaymentTerms", "Description DueDateDateTime"),
        (
            "SpecifiedTradeSettlementHeaderMonetarySummation",
            "LineTotalAmount ChargeTotalAmount AllowanceTotalAmount TaxBasisTotalAmount TaxTotalAmount GrandTotalAmount TotalPrepaidAmount DuePayableAmount"
        ),
        ("InvoiceReferencedDocument", "IssuerAssignedID FormattedIssueDateTime"),
        ("BillingSpecifiedPeriod", "StartDateTime EndDateTime"),
    }.ToDictionary(entry => entry.Parent, entry => entry.Children.Split(' '), StringComparer.Ordinal);

    private const string TradeParty =
        "ID GlobalID Name Description SpecifiedLegalOrganization DefinedTradeContact PostalTradeAddress URIUniversalCommunication SpecifiedTaxRegistration";

    private static readonly HashSet<string> Single = new(
        (
            "AccountingSupplierParty AccountingCustomerParty BillingReference ContractDocumentReference PartyIdentification Country TaxScheme "
            + "DeliveryLocation AddressLine FinancialInstitutionBranch PaymentTerms BusinessProcessSpecifiedDocumentContextParameter "
            + "GuidelineSpecifiedDocumentContextParameter IssueDateTime SpecifiedLineTradeAgreement SpecifiedLineTradeDelivery "
            + "SpecifiedTradeSettlementLineMonetarySummation SpecifiedLegalOrganization TelephoneUniversalCommunication "
            + "EmailURIUniversalCommunication URIUniversalCommunication SpecifiedTaxRegistration SellerOrderReferencedDocument "
            + "BuyerOrderReferencedDocument ContractReferencedDocument ShipToTradeParty ActualDeliverySupplyChainEvent OccurrenceDateTime "
            + "PayeeSpecifiedCreditorFinancialInstitution ChargeIndicator DueDateDateTime FormattedIssueDateTime StartDateTime EndDateTime"
        ).Split(' '),
        StringComparer.Ordinal
    );

    public static IEnumerable<string> Broken(XElement element)
    {
        var name = element.Name.LocalName;
        if (!element.HasElements)
            // The one element that the schema of CII demands even when there is nothing to say.
            return element.Value.Length == 0 && name != "ApplicableHeaderTradeDelivery" ? [$"{name} is empty (PEPPOL-EN16931-R008)"] : [];
        var children = element.Elements().Select(child => child.Name.LocalName).ToList();
        if (!Sequences.TryGetValue(name, out var sequence))
            return Single.Contains(name) && children.Count == 1 ? Inside() : [$"{name} is not known with {string.Join(' ', children)}"];
        var places = children.Select(child => Array.IndexOf(sequence, child)).ToList();
        if (places.Contains(-1))
            return [$"{name} does not take {children[places.IndexOf(-1)]}"];
        return places.SequenceEqual(places.Order()) ? Inside() : [$"{name}: {string.Join(' ', children)}"];

        IEnumerable<string> Inside() => element.Elements().SelectMany(Broken);
    }
}

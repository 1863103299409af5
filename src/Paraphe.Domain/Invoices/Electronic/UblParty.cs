using System.Xml.Linq;
using static Paraphe.Domain.Invoices.Electronic.Ubl;
using static Paraphe.Domain.Invoices.Electronic.XmlText;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>cac:Party of seller and buyer.</summary>
internal static class UblParty
{
    public static XElement Of(InvoiceParty party, bool isSeller) =>
        new(
            Cac + "Party",
            Id("EndpointID", party.Electronic),
            party.Establishment is null ? null : new XElement(Cac + "PartyIdentification", Id("ID", party.Establishment)),
            Address(party.Address),
            TaxScheme(party.Vat, "VAT"),
            isSeller ? TaxScheme(party.Tax, "TAX") : null,
            new XElement(
                Cac + "PartyLegalEntity",
                Basic("RegistrationName", party.Name),
                Id("CompanyID", party.Register),
                isSeller ? Basic("CompanyLegalForm", party.Legal) : null
            ),
            Group(
                Cac + "Contact",
                isSeller ? Basic("Name", party.Name) : null,
                Basic("Telephone", party.Phone),
                Basic("ElectronicMail", party.Email)
            )
        );

    private static XElement Address(Address address) =>
        new(
            Cac + "PostalAddress",
            Basic("StreetName", address.Line1),
            Basic("AdditionalStreetName", address.Line2),
            Basic("CityName", address.City),
            Basic("PostalZone", address.PostalCode),
            Basic("CountrySubentity", address.State),
            new XElement(Cac + "Country", Basic("IdentificationCode", address.Country))
        );

    private static XElement? TaxScheme(string number, string scheme) =>
        number.Length == 0
            ? null
            : new XElement(Cac + "PartyTaxScheme", Basic("CompanyID", number), new XElement(Cac + "TaxScheme", Basic("ID", scheme)));

    private static XElement? Id(string name, PartyId? id) => id is null ? null : Basic(name, id.Id, Attribute("schemeID", id.Scheme));
}

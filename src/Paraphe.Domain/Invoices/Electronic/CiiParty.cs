using System.Xml.Linq;
using static Paraphe.Domain.Invoices.Electronic.Cii;
using static Paraphe.Domain.Invoices.Electronic.XmlText;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>ram:TradeParty of seller and buyer.</summary>
internal static class CiiParty
{
    public static XElement Of(string name, InvoiceParty party, bool isSeller) =>
        new(
            Ram + name,
            Id("GlobalID", party.Establishment),
            Say("Name", party.Name),
            isSeller ? Say("Description", party.Legal) : null,
            Group(Ram + "SpecifiedLegalOrganization", Id("ID", party.Register)),
            Group(
                Ram + "DefinedTradeContact",
                isSeller && party.Phone.Length + party.Email.Length > 0 ? Say("PersonName", party.Name) : null,
                Group(Ram + "TelephoneUniversalCommunication", Say("CompleteNumber", party.Phone)),
                Group(Ram + "EmailURIUniversalCommunication", Say("URIID", party.Email))
            ),
            Address(party.Address),
            party.Electronic is null ? null : new XElement(Ram + "URIUniversalCommunication", Id("URIID", party.Electronic)),
            Tax(party.Vat, "VA"),
            isSeller ? Tax(party.Tax, "FC") : null
        );

    private static XElement Address(Address address) =>
        new(
            Ram + "PostalTradeAddress",
            Say("PostcodeCode", address.PostalCode),
            Say("LineOne", address.Line1),
            Say("LineTwo", address.Line2),
            Say("CityName", address.City),
            Say("CountryID", address.Country),
            Say("CountrySubDivisionName", address.State)
        );

    private static XElement? Tax(string number, string scheme) =>
        number.Length == 0 ? null : new XElement(Ram + "SpecifiedTaxRegistration", Say("ID", number, new XAttribute("schemeID", scheme)));

    private static XElement? Id(string name, PartyId? id) => id is null ? null : Say(name, id.Id, Attribute("schemeID", id.Scheme));
}

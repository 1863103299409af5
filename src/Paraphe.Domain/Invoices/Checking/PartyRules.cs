using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices.Electronic;

namespace Paraphe.Domain.Invoices.Checking;

/// <summary>Seller and buyer: name, address, numbers.</summary>
internal static class PartyRules
{
    private static readonly HashSet<string> Countries = new(
        (
            "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI "
            + "CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP "
            + "GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK "
            + "LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA "
            + "PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
            + "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI XK YE YT ZA ZM ZW"
        ).Split(' '),
        StringComparer.Ordinal
    );

    public static IEnumerable<InvoiceFinding> Of(StructuredInvoice invoice)
    {
        var (seller, buyer) = (invoice.Seller, invoice.Buyer);
        if (seller.Name.Length == 0)
            yield return Seller("BR-06", "SellerName", "Name");
        if (seller.Address.IsEmpty)
            yield return Seller("BR-08", "SellerAddress", "Address.Line1");
        if (seller.Address.Country.Length == 0)
            yield return Seller("BR-09", "SellerCountry", "Address.Country");
        if (seller.Establishment is null && seller.Register is null && seller.Vat.Length == 0)
            yield return Seller("BR-CO-26", "SellerIdentifier", "CompanyNumber");
        if (buyer.Name.Length == 0)
            yield return Buyer("BR-07", "BuyerName", "Name");
        // A passer-by may keep his address to himself.
        var weight = invoice.Frozen.Customer.Kind == CustomerKind.Person ? FindingWeight.HandOver : FindingWeight.Refuses;
        if (buyer.Address.IsEmpty)
            yield return Buyer("BR-10", "BuyerAddress", "Address.Line1") with
            {
                Weight = weight,
            };
        if (buyer.Address.Country.Length == 0)
            yield return Buyer("BR-11", "BuyerCountry", "Address.Country") with
            {
                Weight = weight,
            };
        foreach (var (party, finding) in new[] { (seller, Seller("", "", "")), (buyer, Buyer("", "", "")) })
        {
            if (party.Address.Country is { Length: > 0 } country && !Countries.Contains(country))
                yield return finding with
                {
                    Rule = "BR-CL-14",
                    Key = "CountryUnknown",
                    Field = "Address.Country",
                    Subject = country,
                };
            // Greece writes EL.
            if (party.Vat.Length > 0 && !(party.Vat.Length > 2 && (Countries.Contains(party.Vat[..2]) || party.Vat[..2] == "EL")))
                yield return finding with
                {
                    Rule = "BR-CO-09",
                    Key = "VatPrefix",
                    Field = "VatNumber",
                    Subject = party.Vat,
                };
        }
    }

    internal static InvoiceFinding Seller(string rule, string key, string field) => new(rule, key, InvoicePlace.Company, field);

    internal static InvoiceFinding Buyer(string rule, string key, string field) => new(rule, key, InvoicePlace.Customer, field);
}

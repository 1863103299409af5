using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;

namespace Paraphe.Domain.Invoices.Electronic;

/// <summary>Seller (BG-4) or buyer (BG-7) as both syntaxes name them.</summary>
public sealed record InvoiceParty
{
    /// <summary>BT-27, BT-44.</summary>
    public required string Name { get; init; }

    public required Address Address { get; init; }

    /// <summary>BT-29, BT-46.</summary>
    public PartyId? Establishment { get; init; }

    /// <summary>BT-30, BT-47.</summary>
    public PartyId? Register { get; init; }

    /// <summary>BT-31, BT-48; empty when there is none, or when the invoice is outside VAT (BR-O-02).</summary>
    public string Vat { get; init; } = "";

    /// <summary>BT-32: the number at the tax office of a seller without a VAT number.</summary>
    public string Tax { get; init; } = "";

    /// <summary>BT-33: legal form, capital, trade register.</summary>
    public string Legal { get; init; } = "";

    /// <summary>BT-34, BT-49.</summary>
    public PartyId? Electronic { get; init; }

    public string Phone { get; init; } = "";

    public string Email { get; init; } = "";

    public static InvoiceParty Seller(CompanyProfile company, bool outsideVat)
    {
        var country = company.Address.Country;
        var vat = Numbers.VatNumber.Find(company.VatNumber, country)?.Text ?? Numbers.Checksum.Bare(company.VatNumber);
        var register = PartyId.Register(country, company.CompanyNumber);
        return new()
        {
            Name = company.Name.Trim(),
            Address = company.Address,
            Establishment = PartyId.Establishment(country, company.CompanyNumber),
            Register = register,
            Vat = outsideVat ? "" : vat,
            Tax = vat.Length == 0 && !outsideVat ? register?.Id ?? "" : "",
            Legal = string.Join(
                ", ",
                new[] { company.LegalForm, company.Capital, company.TradeRegister }
                    .Select(text => text.Trim())
                    .Where(text => text.Length > 0)
            ),
            Electronic = PartyId.Electronic(country, company.CompanyNumber, company.VatNumber, company.Email),
            Phone = company.Phone.Trim(),
            Email = company.Email.Trim(),
        };
    }

    public static InvoiceParty Buyer(CustomerDetails customer, bool outsideVat)
    {
        var country = customer.Address.Country;
        var vat = Numbers.VatNumber.Find(customer.VatNumber, country)?.Text ?? Numbers.Checksum.Bare(customer.VatNumber);
        return new()
        {
            Name = customer.Name.Trim(),
            Address = customer.Address,
            Establishment = PartyId.Establishment(country, customer.CompanyNumber),
            Register = PartyId.Register(country, customer.CompanyNumber),
            Vat = outsideVat ? "" : vat,
            Electronic = PartyId.Electronic(country, customer.CompanyNumber, customer.VatNumber, customer.Email),
            Phone = customer.Phone.Trim(),
            Email = customer.Email.Trim(),
        };
    }
}

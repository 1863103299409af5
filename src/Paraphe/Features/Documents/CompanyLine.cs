using Paraphe.Domain;
using Paraphe.Domain.Accounts;

namespace Paraphe.Features.Documents;

/// <summary>A company as its papers name it: in an address block, and in the line at their foot that the law asks for.</summary>
public static class CompanyLine
{
    public static string Legal(this CompanyProfile company) =>
        string.Join(
            " · ",
            new[]
            {
                string.Join(", ", new[] { $"{company.Name} {company.LegalForm}".Trim(), company.Address.OneLine }.Where(HasText)),
                company.Capital,
                company.CompanyNumber,
                company.TradeRegister,
                company.VatNumber,
                company.Iban,
                company.Insurance,
                company.Mediator,
            }.Where(HasText)
        );

    public static IReadOnlyList<string> Block(this Address address) =>
        [.. new[] { address.Line1, address.Line2, $"{address.PostalCode} {address.City}".Trim(), address.State }.Where(HasText)];

    private static bool HasText(string text) => !string.IsNullOrWhiteSpace(text);
}

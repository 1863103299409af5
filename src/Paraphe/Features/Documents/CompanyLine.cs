using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Documents;

/// <summary>A company as its papers name it: in an address block, and in the line at their foot that the law asks for.</summary>
public static class CompanyLine
{
    public static string Legal(this CompanyProfile company, Texts texts) =>
        string.Join(
            " · ",
            new[]
            {
                string.Join(", ", new[] { $"{company.Name} {company.LegalForm}".Trim(), company.Address.OneLine }.Where(HasText)),
                Named(texts["Documents.Legal.Capital"], company.Capital),
                Named(NumberName(company, texts), company.CompanyNumber),
                company.TradeRegister,
                Named(texts["Documents.vat"], company.VatNumber),
                Named("IBAN", Domain.Numbers.Iban.Print(company.Iban)),
                Named(texts["Documents.Legal.Insurance"], company.Insurance),
                Named(texts["Documents.Legal.Mediator"], company.Mediator),
            }.Where(HasText)
        );

    /// <summary>An address as its country writes it; its name is told abroad only.</summary>
    /// <param name="home">The country of who sends the paper.</param>
    public static IReadOnlyList<string> Block(this Address address, string home, CultureInfo culture) =>
        address.Country == home || address.IsEmpty || !Countries.Exists(address.Country)
            ? address.Lines
            : [.. address.Lines, Countries.Name(address.Country, culture).ToUpper(culture)];

    private static bool HasText(string text) => !string.IsNullOrWhiteSpace(text);

    private static string NumberName(CompanyProfile company, Texts texts)
    {
        var named = "Settings.Company.NumberIn." + company.Address.Country;
        return texts.Has(named) ? texts[named] : "";
    }

    // Some write the name of the number along with it.
    private static string Named(string name, string value) =>
        !HasText(value) ? ""
        : value.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? value
        : $"{name}{Typography.Nbsp}{value}";
}

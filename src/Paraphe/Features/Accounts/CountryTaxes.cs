using Paraphe.Domain.Accounts;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Accounts;

/// <summary>
/// The rates a new account starts with, by country; the Owner changes them when the law does. Sources: the European Commission's table of
/// VAT rates, the Swiss FTA, HMRC, the Canada Revenue Agency. Sales tax of the United States depends on the place: none is assumed.
/// </summary>
public static class CountryTaxes
{
    private static readonly Dictionary<string, decimal[]> Rates = new(StringComparer.Ordinal)
    {
        ["FR"] = [20m, 10m, 5.5m, 2.1m],
        ["BE"] = [21m, 12m, 6m, 0m],
        ["LU"] = [17m, 14m, 8m, 3m],
        ["CH"] = [8.1m, 3.8m, 2.6m, 0m],
        ["GB"] = [20m, 5m, 0m],
        ["IE"] = [23m, 13.5m, 9m, 4.8m, 0m],
        ["DE"] = [19m, 7m, 0m],
        ["AT"] = [20m, 13m, 10m],
        ["NL"] = [21m, 9m, 0m],
        ["ES"] = [21m, 10m, 4m, 0m],
        ["IT"] = [22m, 10m, 5m, 4m],
        ["PT"] = [23m, 13m, 6m],
    };

    private static readonly (string Name, decimal Rate)[] Canada =
    [
        ("Gst", 5m),
        ("Hst", 13m),
        ("Hst", 14m),
        ("Hst", 15m),
        ("GstPst", 12m),
        ("GstPst", 11m),
        ("GstQst", 14.975m),
    ];

    /// <summary>Countries where the customer owes the tax on works or services of another business.</summary>
    private static readonly HashSet<string> ReverseCharge = ["FR", "BE", "LU", "GB", "IE", "DE", "AT", "NL", "ES", "IT", "PT"];

    /// <param name="country">ISO 3166-1 alpha-2, upper case.</param>
    /// <param name="texts">In the account's language: names are printed on its documents.</param>
    public static IReadOnlyList<Vats> Of(string country, Texts texts)
    {
        if (country == "CA")
            return
            [
                .. Canada.Select((tax, i) => new Vats(texts[$"Accounts.Tax.{tax.Name}", texts.Percent(tax.Rate)], "S", tax.Rate, i == 0)),
                new Vats(texts["Accounts.Tax.Exempt"], "E", 0m, Reason: texts["Accounts.Tax.Exempt"]),
            ];
        if (!Rates.TryGetValue(country, out var rates))
            return [new Vats(texts["Accounts.Tax.None"], "O", 0m, Standard: true, Reason: texts["Accounts.Tax.None"])];
        var list = rates
            .Select((rate, i) => new Vats(texts["Accounts.Tax.Vat", texts.Percent(rate)], rate == 0 ? "Z" : "S", rate, i == 0))
            .ToList();
        if (ReverseCharge.Contains(country))
            list.Add(new Vats(texts["Accounts.Tax.Reverse"], "AE", 0m, Reason: texts["Accounts.Tax.Reverse"]));
        list.Add(new Vats(texts["Accounts.Tax.Exempt"], "E", 0m, Reason: texts["Accounts.Tax.Exempt"]));
        return list;
    }
}

using System.Globalization;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Quotes;

/// <summary>The VAT a line can have: the account's rates, and its own should the account have dropped it meanwhile.</summary>
public sealed class VatChoices
{
    private VatChoices(IReadOnlyList<(string Key, string Name, Vat Vat)> all) => All = all;

    public IReadOnlyList<(string Key, string Name, Vat Vat)> All { get; }

    public static VatChoices Of(Account account, Vat? own = null)
    {
        var all = account
            .Settings.VatRates.Select(rate => (rate.Name, Vat: Of(rate)))
            .Select(rate => (Key(rate.Vat), rate.Name, rate.Vat))
            .ToList();
        if (own is not null && all.TrueForAll(rate => rate.Item1 != Key(own)))
            all.Add((Key(own), $"{own.Rate.ToString("0.####", CultureInfo.InvariantCulture)} %", own));
        return new VatChoices(all);
    }

    /// <summary>What a new line starts with: as the line before, else the account's standard rate.</summary>
    public static Vat? Usual(Account account, QuoteContent content) =>
        content.Lines.LastOrDefault(line => line.Vat is not null)?.Vat
        ?? (account.Settings.VatRates.FirstOrDefault(rate => rate.Standard) ?? account.Settings.VatRates.FirstOrDefault()) switch
        {
            null => null,
            var rate => Of(rate),
        };

    public static string Key(Vat vat) => string.Create(CultureInfo.InvariantCulture, $"{vat.Category}:{vat.Rate:0.####}");

    public Vat? Find(string? key) => All.FirstOrDefault(rate => rate.Key == key).Vat;

    private static Vat Of(Vats rate) => new() { Category = rate.Category, Rate = rate.Rate };
}

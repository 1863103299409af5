using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Portal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>
/// A part of a quote's head that is saved by itself, so that two members who change different parts do not meet.
/// </summary>
/// <param name="Value">What it holds, to be compared.</param>
/// <param name="Change">Puts what was typed into the quote.</param>
public sealed record HeadPart(string Name, Func<Quote, object?> Value, Action<Quote, HeadInput, CultureInfo, DateTime> Change)
{
    private static readonly Dictionary<string, HeadPart> All = new HeadPart[]
    {
        Of("title", c => c.Title, (c, typed, _) => c with { Title = (typed.Text ?? "").Trim() }),
        Of("introduction", c => c.Introduction, (c, typed, _) => c with { Introduction = RichText.Clean(LineInput.Lines(typed.Text)) }),
        Of("details", c => c.Details, (c, typed, _) => c with { Details = RichText.Clean(LineInput.Lines(typed.Text)) }),
        Of("scope", c => c.Scope, (c, typed, _) => c with { Scope = RichText.Clean(LineInput.Lines(typed.Text)) }),
        Of("terms", c => c.Terms, (c, typed, _) => c with { Terms = RichText.Clean(LineInput.Lines(typed.Text)) }),
        Of("discount", c => c.Discount, (c, typed, culture) => c with { Discount = DiscountText.Read(typed.Discount, culture) }),
        Of("dates", c => (c.StartsAt, c.EndsAt).ToString(), (c, typed, _) => c with { StartsAt = typed.StartsAt, EndsAt = typed.EndsAt }),
        Of("currency", c => c.Currency, (c, typed, _) => c with { Currency = Currency.Of(typed.Currency ?? "").Code }),
        Of("prices", c => c.Prices, (c, typed, _) => c with { Prices = typed.Prices }),
        Of("rounding", c => c.Rounding, (c, typed, _) => c with { Rounding = typed.Rounding }),
        Of("deposit", c => c.DepositPercent, (c, typed, culture) => c with { DepositPercent = Percent(typed.Deposit, culture) }),
        Of("language", c => c.Language, (c, typed, _) => c with { Language = Languages.Find(typed.Language)?.Name ?? c.Language }),
        new("validity", q => q.ValidDays, (q, typed, culture, now) => q.StayOpen(Days(typed.Days, culture), now)),
        new("seller", q => q.SellerId, (q, typed, _, _) => q.AssignTo(typed.Seller)),
        new("tags", q => q.Tags, (q, typed, _, _) => q.ChangeTags((typed.Tags ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))),
        new("source", q => q.LeadSource, (q, typed, _, _) => q.ChangeLeadSource(Short(typed.Source))),
    }.ToDictionary(part => part.Name, StringComparer.Ordinal);

    public static HeadPart? Named(string? name) => name is null ? null : All.GetValueOrDefault(name);

    public string HashOf(Quote quote) => ItemHash.Of(Value(quote));

    /// <summary>Whether what was typed would change anything: the same words from two members are no conflict.</summary>
    public bool Differs(Quote quote, HeadInput typed, CultureInfo culture) =>
        Name is not ("title" or "introduction" or "details" or "scope" or "terms")
        || !string.Equals(RichText.Clean(LineInput.Lines(typed.Text)), (string?)Value(quote), StringComparison.Ordinal);

    /// <summary>What stands now, as it is read.</summary>
    public string Shown(Quote quote, Texts texts) =>
        Value(quote) switch
        {
            null => "",
            Discount discount => DiscountText.Show(discount, quote.Content.Currency, texts.Culture) ?? "",
            PriceMode prices => texts["Quotes.Prices." + prices],
            IEnumerable<string> tags => string.Join(", ", tags),
            RoundingMode rounding => texts["Quotes.Rounding." + rounding],
            string text when text.StartsWith('<') => RichText.Plain(text),
            var value => Convert.ToString(value, texts.Culture) ?? "",
        };

    private static HeadPart Of(
        string name,
        Func<QuoteContent, object?> value,
        Func<QuoteContent, HeadInput, CultureInfo, QuoteContent> change
    ) =>
        new(
            name,
            quote => value(quote.Content),
            (quote, typed, culture, now) =>
            {
                var changed = change(quote.Content, typed, culture);
                if (changed != quote.Content)
                    quote.ChangeHeader(changed, now);
            }
        );

    private static decimal? Percent(string? text, CultureInfo culture) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : TypedNumber.Parse(text.Trim().TrimEnd('%'), culture) ?? throw new BrokenRuleException("Shared.Error.Number", "Deposit");

    private static int? Days(string? text, CultureInfo culture) =>
        string.IsNullOrWhiteSpace(text) ? null
        : TypedNumber.Parse(text, culture) is { } days and >= 1 and <= 3650 && days == decimal.Truncate(days) ? (int)days
        : throw new BrokenRuleException("Rules.ValidDays", "Days");

    private static string Short(string? text) =>
        (text ?? "").Length <= 100 ? text ?? "" : throw new BrokenRuleException("Rules.TooLong", "Source", 100);
}

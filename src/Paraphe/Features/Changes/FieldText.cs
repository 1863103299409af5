using System.Collections.Immutable;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Quotes.Comparing;
using Paraphe.Features.Portal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>The values of compared fields as people read them.</summary>
public sealed class FieldText(Texts texts, string currency)
{
    private static readonly string[] Unread = [nameof(QuoteLine.CatalogueItemId), nameof(QuoteContent.Blocks)];

    public static bool IsShown(FieldChange change) => !Unread.Contains(change.Field, StringComparer.Ordinal);

    public string Label(FieldChange change) => texts["Changes.Field." + change.Field];

    /// <summary>Texts word by word; formatted ones without their marks.</summary>
    public static ImmutableArray<Words> Words(FieldChange change) =>
        change.Field == nameof(QuoteLine.Picture) || change is not { Before: string or null, After: string or null }
            ? []
            : WordDiff.Of(Plain(change.Before), Plain(change.After));

    public string Show(FieldChange change, object? value) =>
        value switch
        {
            null => "–",
            decimal number when change.Field == nameof(QuoteLine.UnitPrice) => Price(number),
            decimal number when change.Field == nameof(QuoteContent.DepositPercent) => texts.Percent(number),
            decimal number => texts.Number(number),
            Discount { Percent: { } percent } => texts.Percent(percent),
            Discount discount => texts.Money(discount.Amount ?? 0, currency),
            Vat vat => texts.Percent(vat.Rate),
            OptionTerms => texts["Changes.Option"],
            Recurrence rhythm => texts["Quotes.Frequency." + rhythm.Frequency]
                + (rhythm.Times > 1 ? $" × {texts.Number(rhythm.Times)}" : ""),
            DateTime moment => texts["Shared.Moment", texts.Date(DateOnly.FromDateTime(moment)), texts.Time(TimeOnly.FromDateTime(moment))],
            ImmutableArray<DateTime> times => times.Length == 0 ? "–" : string.Join("; ", times.Select(time => Show(change, time))),
            ImmutableArray<ServiceAddress> places => places.Length == 0 ? "–" : string.Join("; ", places.Select(place => place.Text)),
            ImmutableArray<OptionGroup> groups => groups.Length == 0 ? "–" : string.Join(", ", groups.Select(group => group.Title)),
            bool shown => texts[shown ? "Changes.LinesShown" : "Changes.LinesHidden"],
            PriceMode mode => texts["Changes.Prices." + mode],
            RoundingMode rounding => texts["Changes.Rounding." + rounding],
            _ when change.Field == nameof(QuoteLine.Picture) => texts["Changes.Picture"],
            // Four texts of the law: that they changed is told, the document has them.
            _ when change.Field == "Waste" => texts["Changes.Field.Waste"],
            _ => value.ToString() ?? "",
        };

    public static string NameOf(QuoteItem item) =>
        item switch
        {
            QuoteLine line => line.Name,
            QuoteSection section => section.Title,
            QuoteText text => Plain(text.Text) is { Length: > 60 } words ? words[..60] + "…" : Plain(text.Text),
            _ => "",
        };

    private static string Plain(object? text) => RichText.Plain(text as string);

    private string Price(decimal price) => Domain.Currency.Of(currency).Holds(price) ? texts.Money(price, currency) : texts.Number(price);
}

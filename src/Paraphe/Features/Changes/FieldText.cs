using System.Collections.Immutable;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Quotes.Comparing;
using Paraphe.Features.Contracts;
using Paraphe.Features.Portal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Changes;

/// <summary>The values of compared fields as people read them.</summary>
/// <param name="groups">Of both contents: options name theirs.</param>
public sealed class FieldText(Texts texts, string currency, IEnumerable<OptionGroup> groups)
{
    private static readonly string[] Unread = [nameof(QuoteLine.CatalogueItemId)];

    public static bool IsShown(FieldChange change) => !Unread.Contains(change.Field, StringComparer.Ordinal);

    public string Label(FieldChange change) => texts["Changes.Field." + change.Field];

    /// <summary>Texts word by word; formatted ones without their marks.</summary>
    public static ImmutableArray<Words> Words(FieldChange change) =>
        change.Field is nameof(QuoteLine.Picture) or nameof(QuoteContent.Language)
        || change is not { Before: string or null, After: string or null }
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
            Vat { Reason.Length: > 0 } vat => $"{texts.Percent(vat.Rate)}, {vat.Reason}",
            Vat vat => texts.Percent(vat.Rate),
            OptionTerms terms => Terms(terms),
            Recurrence rhythm => rhythm.Say(texts),
            DateTime moment => texts["Shared.Moment", texts.Date(DateOnly.FromDateTime(moment)), texts.Time(TimeOnly.FromDateTime(moment))],
            ImmutableArray<DateTime> times => times.Length == 0 ? "–" : string.Join("; ", times.Select(time => Show(change, time))),
            ImmutableArray<ServiceAddress> places => places.Length == 0 ? "–" : string.Join("; ", places.Select(place => place.Text)),
            ImmutableArray<OptionGroup> all => all.Length == 0
                ? "–"
                : string.Join("; ", all.Select(group => $"{group.Title}, {texts["Quotes.Rule." + group.Rule, texts.Number(group.Most)]}")),
            ImmutableArray<Enclosure> all => Enclosed(all, (ImmutableArray<Enclosure>)Other(change, value)!),
            ImmutableArray<string> blocks => blocks.Length == 0
                ? "–"
                : string.Join(", ", blocks.Select(block => texts[$"Legal.Block.{block}.Title"])),
            string language when change.Field == nameof(QuoteContent.Language) => Languages
                .All.FirstOrDefault(one => language.StartsWith(one.Code, StringComparison.Ordinal))
                .Name
                ?? language,
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

    private static object? Other(FieldChange change, object value) => ReferenceEquals(change.Before, value) ? change.After : change.Before;

    // Only those that the other side has not, or has otherwise; none when it is their order alone.
    private string Enclosed(ImmutableArray<Enclosure> these, ImmutableArray<Enclosure> others)
    {
        var own = these.Except(others).Select(one => one.Shown).ToList();
        return own.Count > 0 ? string.Join(", ", own)
            : others.Except(these).Any() ? "–"
            : texts["Changes.OtherOrder"];
    }

    private string Terms(OptionTerms terms)
    {
        var said = new List<string> { texts["Changes.Option"] };
        if (groups.FirstOrDefault(group => group.Key == terms.Group) is { Title.Length: > 0 } group)
            said.Add(group.Title);
        if (terms.Preselected)
            said.Add(texts["Quotes.TickedAtFirst"].ToLower(texts.Culture));
        if (terms.MinQuantity is not null || terms.MaxQuantity is not null)
            said.Add($"{Bound(terms.MinQuantity)}–{Bound(terms.MaxQuantity)}");
        return string.Join(", ", said);
    }

    private string Bound(decimal? quantity) => quantity is { } bound ? texts.Number(bound) : "…";

    private static string Plain(object? text) => RichText.Plain(text as string);

    private string Price(decimal price) => texts.Price(price, currency);
}

using System.Collections.Immutable;

namespace Paraphe.Domain.Quotes.Comparing;

/// <summary>
/// What is compared. A property added to the content is added here (a test asks for it); only a line's cost is left out, being for members.
/// </summary>
internal static class Fields
{
    public static readonly ImmutableArray<Field<QuoteContent>> Of =
    [
        new(nameof(QuoteContent.Title), x => x.Title, (x, v) => x with { Title = (string)v! }),
        new(nameof(QuoteContent.Introduction), x => x.Introduction, (x, v) => x with { Introduction = (string)v! }),
        new(nameof(QuoteContent.Details), x => x.Details, (x, v) => x with { Details = (string)v! }),
        new(nameof(QuoteContent.Scope), x => x.Scope, (x, v) => x with { Scope = (string)v! }),
        new(nameof(QuoteContent.Terms), x => x.Terms, (x, v) => x with { Terms = (string)v! }),
        new(nameof(QuoteContent.Language), x => x.Language, (x, v) => x with { Language = (string)v! }),
        new(nameof(QuoteContent.Currency), x => x.Currency, (x, v) => x with { Currency = (string)v! }),
        new(nameof(QuoteContent.Prices), x => x.Prices, (x, v) => x with { Prices = (PriceMode)v! }),
        new(nameof(QuoteContent.Rounding), x => x.Rounding, (x, v) => x with { Rounding = (RoundingMode)v! }),
        new(nameof(QuoteContent.Discount), x => x.Discount, (x, v) => x with { Discount = (Discount?)v }),
        new(nameof(QuoteContent.StartsAt), x => x.StartsAt, (x, v) => x with { StartsAt = (DateTime?)v }),
        new(nameof(QuoteContent.EndsAt), x => x.EndsAt, (x, v) => x with { EndsAt = (DateTime?)v }),
        new(nameof(QuoteContent.Slots), x => x.Slots, (x, v) => x with { Slots = (ImmutableArray<DateTime>)v! }),
        new(
            nameof(QuoteContent.ServiceAddresses),
            x => x.ServiceAddresses,
            (x, v) => x with { ServiceAddresses = (ImmutableArray<ServiceAddress>)v! }
        ),
        new(nameof(QuoteContent.Groups), x => x.Groups, (x, v) => x with { Groups = (ImmutableArray<OptionGroup>)v! }),
        new(nameof(QuoteContent.DepositPercent), x => x.DepositPercent, (x, v) => x with { DepositPercent = (decimal?)v }),
        new(nameof(QuoteContent.Enclosures), x => x.Enclosures, (x, v) => x with { Enclosures = (ImmutableArray<Enclosure>)v! }),
        new(nameof(QuoteContent.Blocks), x => x.Blocks, (x, v) => x with { Blocks = (ImmutableArray<string>)v! }),
        new(nameof(QuoteContent.Waste), x => x.Waste, (x, v) => x with { Waste = (WasteTerms?)v }),
    ];

    public static readonly ImmutableArray<Field<QuoteItem>> OfSection =
    [
        On<QuoteSection>(nameof(QuoteSection.Title), x => x.Title, (x, v) => x with { Title = (string)v! }),
        On<QuoteSection>(nameof(QuoteSection.ShowLines), x => x.ShowLines, (x, v) => x with { ShowLines = (bool)v! }),
    ];

    public static readonly ImmutableArray<Field<QuoteItem>> OfText =
    [
        On<QuoteText>(nameof(QuoteText.Text), x => x.Text, (x, v) => x with { Text = (string)v! }),
    ];

    public static readonly ImmutableArray<Field<QuoteItem>> OfLine =
    [
        On<QuoteLine>(nameof(QuoteLine.Name), x => x.Name, (x, v) => x with { Name = (string)v! }),
        On<QuoteLine>(nameof(QuoteLine.Description), x => x.Description, (x, v) => x with { Description = (string)v! }),
        On<QuoteLine>(nameof(QuoteLine.Quantity), x => x.Quantity, (x, v) => x with { Quantity = (decimal)v! }),
        On<QuoteLine>(nameof(QuoteLine.Unit), x => x.Unit, (x, v) => x with { Unit = (string)v! }),
        On<QuoteLine>(nameof(QuoteLine.UnitPrice), x => x.UnitPrice, (x, v) => x with { UnitPrice = (decimal)v! }),
        On<QuoteLine>(nameof(QuoteLine.Discount), x => x.Discount, (x, v) => x with { Discount = (Discount?)v }),
        On<QuoteLine>(nameof(QuoteLine.Vat), x => x.Vat, (x, v) => x with { Vat = (Vat?)v }),
        On<QuoteLine>(nameof(QuoteLine.Option), x => x.Option, (x, v) => x with { Option = (OptionTerms?)v }),
        On<QuoteLine>(nameof(QuoteLine.Recurrence), x => x.Recurrence, (x, v) => x with { Recurrence = (Recurrence?)v }),
        On<QuoteLine>(nameof(QuoteLine.CatalogueItemId), x => x.CatalogueItemId, (x, v) => x with { CatalogueItemId = (Guid?)v }),
        On<QuoteLine>(nameof(QuoteLine.Picture), x => x.Picture, (x, v) => x with { Picture = (string?)v }),
    ];

    public static ImmutableArray<Field<QuoteItem>> For(QuoteItem item) =>
        item switch
        {
            QuoteSection => OfSection,
            QuoteText => OfText,
            _ => OfLine,
        };

    private static Field<QuoteItem> On<T>(string name, Func<T, object?> get, Func<T, object?, QuoteItem> with)
        where T : QuoteItem => new(name, x => get((T)x), (x, v) => with((T)x, v));
}

using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Api;

public enum ItemKind
{
    Line,
    Section,
    Text,
}

/// <summary>One entry of a quote, as it is sent and answered; what is left out of a new one is as the account has it.</summary>
public sealed record LineJson
{
    /// <summary>Ours; never given with a new entry.</summary>
    public Guid? Key { get; init; }

    public ItemKind Kind { get; init; }

    /// <summary>Of a line; the title of a section; the words of a text.</summary>
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public decimal Quantity { get; init; } = 1;

    public string Unit { get; init; } = "";

    /// <summary>With or without VAT, as the quote says.</summary>
    public decimal UnitPrice { get; init; }

    public decimal? DiscountPercent { get; init; }

    public decimal? DiscountAmount { get; init; }

    /// <summary>Category of EN 16931; S when a rate is given alone.</summary>
    public string? VatCategory { get; init; }

    /// <summary>In percent.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>Of a unit, without VAT; the customer never sees it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Outside the price until the customer chooses it.</summary>
    public bool Optional { get; init; }

    public bool Preselected { get; init; }

    public decimal? MinQuantity { get; init; }

    public decimal? MaxQuantity { get; init; }

    public static LineJson Of(QuoteItem item) =>
        item switch
        {
            QuoteSection section => new()
            {
                Key = section.Key,
                Kind = ItemKind.Section,
                Name = section.Title,
            },
            QuoteText text => new()
            {
                Key = text.Key,
                Kind = ItemKind.Text,
                Name = text.Text,
            },
            QuoteLine line => new()
            {
                Key = line.Key,
                Name = line.Name,
                Description = line.Description,
                Quantity = line.Quantity,
                Unit = line.Unit,
                UnitPrice = line.UnitPrice,
                DiscountPercent = line.Discount?.Percent,
                DiscountAmount = line.Discount?.Amount,
                VatCategory = line.Vat?.Category,
                VatRate = line.Vat?.Rate,
                Cost = line.Cost,
                Optional = line.IsOption,
                Preselected = line.Option?.Preselected ?? false,
                MinQuantity = line.Option?.MinQuantity,
                MaxQuantity = line.Option?.MaxQuantity,
            },
            _ => throw new NotSupportedException(item.GetType().Name),
        };

    /// <param name="old">What it replaces; what the API does not show of it stays.</param>
    /// <param name="usual">The VAT of a line that says none.</param>
    /// <exception cref="ProblemException">422 with the place of the fault.</exception>
    public QuoteItem ToItem(Guid key, QuoteItem? old, Vat? usual, string at)
    {
        if (DiscountPercent is not null && DiscountAmount is not null)
            throw ProblemException.At(at + "/discountAmount", "Either a percentage or an amount.");
        if (Kind == ItemKind.Section)
            return new QuoteSection
            {
                Key = key,
                Title = Name,
                ShowLines = (old as QuoteSection)?.ShowLines ?? true,
            };
        if (Kind == ItemKind.Text)
            return new QuoteText { Key = key, Text = Name };
        var before = old as QuoteLine ?? new QuoteLine { Key = key };
        return before with
        {
            Name = Name,
            Description = Description,
            Quantity = Quantity,
            Unit = Unit,
            UnitPrice = UnitPrice,
            Discount =
                DiscountPercent is { } percent ? Discount.OfPercent(percent)
                : DiscountAmount is { } amount ? Discount.OfAmount(amount)
                : null,
            Vat = VatOf(usual),
            Cost = Cost,
            Option = Optional
                ? (before.Option ?? new OptionTerms()) with
                {
                    Preselected = Preselected,
                    MinQuantity = MinQuantity,
                    MaxQuantity = MaxQuantity,
                }
                : null,
        };
    }

    /// <summary>Entries in their order, those with a known key in the place of the one they name.</summary>
    public static ImmutableArray<QuoteItem> Items(IReadOnlyList<LineJson> lines, QuoteContent old, Vat? usual, Func<Guid> newId) =>
        [
            .. lines.Select(
                (line, place) =>
                {
                    var before = line.Key is { } key ? old.Items.FirstOrDefault(item => item.Key == key) : null;
                    if (line.Key is not null && before is null)
                        throw ProblemException.At($"/lines/{place}/key", "The quote has no entry with this key.");
                    return line.ToItem(before?.Key ?? newId(), before, usual, $"/lines/{place}");
                }
            ),
        ];

    private Vat? VatOf(Vat? usual) =>
        VatRate is not { } rate ? usual
        : VatCategory is null ? Vat.Standard(rate)
        : new Vat { Category = VatCategory, Rate = rate };
}

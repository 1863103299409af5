using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Paraphe.Domain;
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
    [StringLength(Lengths.Text)]
    public string Name { get; init; } = "";

    [StringLength(Lengths.Description)]
    public string Description { get; init; } = "";

    /// <summary>Up to three decimals.</summary>
    public decimal Quantity { get; init; } = 1;

    [StringLength(Lengths.Unit)]
    public string Unit { get; init; } = "";

    /// <summary>With or without VAT, as the quote says; up to four decimals.</summary>
    public decimal UnitPrice { get; init; }

    public decimal? DiscountPercent { get; init; }

    public decimal? DiscountAmount { get; init; }

    /// <summary>Category of EN 16931; S when a rate is given alone.</summary>
    [StringLength(2)]
    public string? VatCategory { get; init; }

    /// <summary>In percent; without one as the line before, else the account's standard rate.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>Of a unit, without VAT; the customer never sees it.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Outside the price until the customer chooses it.</summary>
    public bool Optional { get; init; }

    /// <summary>Of an option: chosen when the customer first opens the quote.</summary>
    public bool Preselected { get; init; }

    /// <summary>Of an option: the key of its group.</summary>
    public Guid? Group { get; init; }

    public decimal? MinQuantity { get; init; }

    public decimal? MaxQuantity { get; init; }

    /// <summary>How often a service of a contract recurs; null once.</summary>
    public Frequency? Every { get; init; }

    /// <summary>Where it recurs a number of times a year.</summary>
    [Range(1, 1_000)]
    public int? Times { get; init; }

    /// <summary>Of a section: false shows the customer its sum alone.</summary>
    public bool ShowLines { get; init; } = true;

    /// <summary>The item of the catalogue that it was made from.</summary>
    public Guid? CatalogueItemId { get; init; }

    public static LineJson Of(QuoteItem item) =>
        item switch
        {
            QuoteSection section => new()
            {
                Key = section.Key,
                Kind = ItemKind.Section,
                Name = section.Title,
                ShowLines = section.ShowLines,
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
                Group = line.Option?.Group,
                MinQuantity = line.Option?.MinQuantity,
                MaxQuantity = line.Option?.MaxQuantity,
                Every = line.Recurrence?.Frequency,
                Times = line.Recurrence is { Frequency: Frequency.Times } often ? often.Times : null,
                CatalogueItemId = line.CatalogueItemId,
            },
            _ => throw new NotSupportedException(item.GetType().Name),
        };

    /// <param name="old">What it replaces; what the API does not show of it stays.</param>
    /// <param name="usual">The VAT of a line that says none.</param>
    /// <param name="at">Pointer to it in the body.</param>
    /// <exception cref="ProblemException">422 with the place of the fault.</exception>
    public QuoteItem ToItem(Guid key, QuoteItem? old, QuoteContent content, Vat? usual, string at)
    {
        if (Kind != ItemKind.Text && Name.Length > (Kind == ItemKind.Line ? Lengths.LineName : Lengths.Title))
            throw ProblemException.At(at + "/name", $"At most {(Kind == ItemKind.Line ? Lengths.LineName : Lengths.Title)} characters.");
        if (Kind == ItemKind.Section)
            return new QuoteSection
            {
                Key = key,
                Title = Name.Trim(),
                ShowLines = ShowLines,
            };
        if (Kind == ItemKind.Text)
            return new QuoteText { Key = key, Text = Name.ReplaceLineEndings("\n").Trim() };
        if (DiscountPercent is not null && DiscountAmount is not null)
            throw ProblemException.At(at + "/discountAmount", "Either a percentage or an amount.");
        if (Group is { } named && content.Groups.All(group => group.Key != named))
            throw ProblemException.At(at + "/group", "The quote has no such group.");
        return (old as QuoteLine ?? new QuoteLine { Key = key }) with
        {
            Name = Name.Trim(),
            Description = Description.ReplaceLineEndings("\n").Trim(),
            Quantity = Quantity,
            Unit = Unit.Trim(),
            UnitPrice = UnitPrice,
            Discount =
                DiscountPercent is { } percent ? Discount.OfPercent(percent)
                : DiscountAmount is { } amount ? Discount.OfAmount(amount)
                : null,
            Vat = VatOf(VatCategory, VatRate) ?? usual,
            Cost = Cost,
            Option = Optional
                ? new OptionTerms
                {
                    Group = Group,
                    Preselected = Preselected,
                    MinQuantity = MinQuantity,
                    MaxQuantity = MaxQuantity,
                }
                : null,
            Recurrence = Every is { } every ? new Recurrence { Frequency = every, Times = Times ?? 1 }.Normal : null,
        };
    }

    /// <summary>Entries in their order, those with a known key in the place of the one they name.</summary>
    public static ImmutableArray<QuoteItem> Items(IReadOnlyList<LineJson> lines, QuoteContent old, Func<Vat?> usual, Func<Guid> newId)
    {
        if (lines.Count > Quote.MostItems)
            throw new BrokenRuleException("Rules.TooManyLines", "lines", Quote.MostItems);
        var before = old.Items.ToDictionary(item => item.Key);
        var standard = new Lazy<Vat?>(usual);
        var items = ImmutableArray.CreateBuilder<QuoteItem>(lines.Count);
        for (var place = 0; place < lines.Count; place++)
        {
            var known = lines[place].Key is { } key
                ? before.GetValueOrDefault(key) ?? throw ProblemException.At($"/lines/{place}/key", "The quote has no entry with this key.")
                : null;
            items.Add(lines[place].ToItem(known?.Key ?? newId(), known, old, standard.Value, $"/lines/{place}"));
        }
        return items.DrainToImmutable();
    }

    /// <summary>What the domain says of a line, told where the line stands in the body.</summary>
    public static async Task<T> Placing<T>(IReadOnlyList<QuoteItem> items, Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (BrokenRuleException broken) when (Place(items, broken) is { } place)
        {
            // It names the line by its key, which the caller of a new one does not know.
            throw new BrokenRuleException(broken.Rule, $"/lines/{place}{FieldOf(broken.Field)}", [.. broken.Args]);
        }
    }

    /// <summary>The field of a single line's body that a rule of the domain speaks of.</summary>
    public static string FieldOf(string? field) =>
        field switch
        {
            null or "lines" or "Items" => "",
            nameof(QuoteLine.Vat) => "/vatRate",
            nameof(QuoteLine.Discount) => "/discountPercent",
            nameof(QuoteLine.Option) => "/minQuantity",
            nameof(QuoteLine.Recurrence) => "/times",
            _ => Problem.PointerTo(field),
        };

    public static Vat? VatOf(string? category, decimal? rate) =>
        (category, rate) switch
        {
            (null, null) => null,
            (null, { } alone) => Vat.Standard(alone),
            ({ } named, _) => new Vat { Category = named, Rate = rate ?? 0 },
        };

    private static int? Place(IReadOnlyList<QuoteItem> items, BrokenRuleException broken)
    {
        foreach (var key in broken.Args.OfType<Guid>())
            for (var place = 0; place < items.Count; place++)
                if (items[place].Key == key)
                    return place;
        return null;
    }
}

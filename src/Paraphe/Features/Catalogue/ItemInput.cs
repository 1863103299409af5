using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>An item as it is typed: numbers as text, so that a slip stays readable beside its message.</summary>
public sealed record ItemInput
{
    public CatalogueKind Kind { get; init; }

    [StringLength(CatalogueDetails.CodeLength)]
    public string? Code { get; init; }

    [StringLength(Lengths.Unit)]
    public string? Unit { get; init; }

    [StringLength(40)]
    public string? Price { get; init; }

    [StringLength(40)]
    public string? Cost { get; init; }

    /// <summary>As <see cref="VatChoices.Key"/>.</summary>
    public string? Vat { get; init; }

    public List<Words> Texts { get; init; } = [];

    public List<ListPrice> Lists { get; init; } = [];

    /// <summary>Extras that stay, and one to be added by its code or name.</summary>
    public List<Guid> Extras { get; init; } = [];

    [StringLength(Lengths.LineName)]
    public string? AddExtra { get; init; }

    public bool RemovePicture { get; init; }

    public sealed record Words
    {
        [StringLength(2)]
        public string Language { get; init; } = "";

        [StringLength(Lengths.LineName)]
        public string? Name { get; init; }

        [StringLength(Lengths.Description)]
        public string? Description { get; init; }
    }

    public sealed record ListPrice
    {
        public Guid List { get; init; }

        [StringLength(40)]
        public string? Price { get; init; }
    }

    public static ItemInput Of(CatalogueDetails details, Account account, IEnumerable<PriceList> lists, CultureInfo culture)
    {
        string? Shown(decimal? price, string currency) =>
            price is { } known ? TypedNumber.Show(known, culture, Currency.Of(currency).Digits) : null;
        return new ItemInput
        {
            Kind = details.Kind,
            Code = details.Code,
            Unit = details.Unit,
            Price = Shown(details.Price, account.Currency),
            Cost = Shown(details.Cost, account.Currency),
            Vat = details.Vat is { } vat ? VatChoices.Key(vat) : null,
            Extras = [.. details.Extras],
            Texts =
            [
                .. Languages
                    .All.OrderBy(language => language.Code != account.Language)
                    .Select(language =>
                        details.Texts.GetValueOrDefault(language.Code) is var text
                            ? new Words
                            {
                                Language = language.Code,
                                Name = text?.Name,
                                Description = text?.Description,
                            }
                            : null!
                    ),
            ],
            Lists =
            [
                .. lists.Select(list => new ListPrice
                {
                    List = list.Id,
                    Price = details.ListPrices.TryGetValue(list.Id, out var own) ? Shown(own, list.Terms.Currency) : null,
                }),
            ],
        };
    }

    /// <exception cref="BrokenRuleException">A number that cannot be read; its field says which.</exception>
    public CatalogueDetails Over(CatalogueDetails old, Account account, IReadOnlyCollection<PriceList> lists, CultureInfo culture) =>
        old with
        {
            Kind = Kind,
            Code = (Code ?? "").Trim(),
            Unit = (Unit ?? "").Trim(),
            Price = Number(Price, nameof(Price), culture) ?? 0,
            Cost = Number(Cost, nameof(Cost), culture),
            Vat = VatChoices.Of(account, old.Vat).Find(Vat),
            Extras = Extras,
            Texts = Texts
                .Where(text => Languages.All.Any(language => language.Code == text.Language))
                .DistinctBy(text => text.Language)
                .ToDictionary(
                    text => text.Language,
                    text => new CatalogueText(text.Name ?? "", (text.Description ?? "").ReplaceLineEndings("\n")),
                    StringComparer.Ordinal
                ),
            ListPrices = Lists
                .Index()
                .Select(row => (row.Item.List, Price: Number(row.Item.Price, $"Lists[{row.Index}].Price", culture)))
                .Where(row => row.Price is not null && lists.Any(list => list.Id == row.List))
                .DistinctBy(row => row.List)
                .ToDictionary(row => row.List, row => row.Price!.Value),
        };

    private static decimal? Number(string? text, string field, CultureInfo culture) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : TypedNumber.Parse(text, culture) ?? throw new BrokenRuleException("Shared.Error.Number", field);
}

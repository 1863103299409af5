using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Api;

/// <summary>A service or product that lines of quotes are made from.</summary>
public sealed record CatalogueItemJson
{
    public required Guid Id { get; init; }
    public required CatalogueKind Kind { get; init; }
    public required string Code { get; init; }

    /// <summary>In the account's language.</summary>
    public required string Name { get; init; }

    /// <summary>By language, two letters.</summary>
    public required IReadOnlyDictionary<string, CatalogueText> Texts { get; init; }
    public required string Unit { get; init; }

    /// <summary>A unit, without VAT, in the account's currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>Prices of its own in price lists, by the list's id; in the list's currency.</summary>
    public required IReadOnlyDictionary<Guid, decimal> ListPrices { get; init; }

    /// <summary>Of a unit, without VAT; for members only.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>Of EN 16931.</summary>
    public required string? VatCategory { get; init; }

    /// <summary>In percent.</summary>
    public required decimal? VatRate { get; init; }

    /// <summary>Items that come along as options.</summary>
    public required IReadOnlyList<Guid> Extras { get; init; }
    public required bool Archived { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ChangedAt { get; init; }

    public static CatalogueItemJson Of(CatalogueItem item) =>
        new()
        {
            Id = item.Id,
            Kind = item.Details.Kind,
            Code = item.Details.Code,
            Name = item.Name,
            Texts = item.Details.Texts,
            Unit = item.Details.Unit,
            Price = item.Details.Price,
            ListPrices = item.Details.ListPrices,
            Cost = item.Details.Cost,
            VatCategory = item.Details.Vat?.Category,
            VatRate = item.Details.Vat?.Rate,
            Extras = item.Details.Extras,
            Archived = item.ArchivedAt is not null,
            CreatedAt = item.CreatedAt,
            ChangedAt = item.ChangedAt,
        };
}

/// <summary>An item, as it is added or replaced: what is left out is empty.</summary>
public sealed record CatalogueItemWish
{
    public CatalogueKind Kind { get; init; }

    /// <summary>Unique in the account.</summary>
    [StringLength(CatalogueDetails.CodeLength)]
    public string? Code { get; init; }

    /// <summary>Name and description by language, two letters; at least one.</summary>
    [Required]
    public IReadOnlyDictionary<string, CatalogueTextWish>? Texts { get; init; }

    [StringLength(Lengths.Unit)]
    public string? Unit { get; init; }

    /// <summary>A unit, without VAT, in the account's currency; up to four decimals.</summary>
    public decimal Price { get; init; }

    /// <summary>Prices of its own in price lists, by the list's id.</summary>
    public IReadOnlyDictionary<Guid, decimal> ListPrices { get; init; } = new Dictionary<Guid, decimal>();

    public decimal? Cost { get; init; }

    /// <summary>Of EN 16931; S when a rate is given alone.</summary>
    [StringLength(2)]
    public string? VatCategory { get; init; }

    /// <summary>In percent; without one the account's standard rate.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>Items that come along as options.</summary>
    [MaxLength(CatalogueDetails.MostExtras)]
    public IReadOnlyList<Guid> Extras { get; init; } = [];
}

/// <summary>What an item is called in one language.</summary>
public sealed record CatalogueTextWish
{
    [Required, StringLength(Lengths.LineName)]
    public string? Name { get; init; }

    [StringLength(Lengths.Description)]
    public string? Description { get; init; }
}

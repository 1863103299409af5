using Paraphe.Domain;
using Paraphe.Domain.Catalogue;

namespace Paraphe.Features.Catalogue;

/// <summary>Filters of the catalogue that read like a sentence: <c>db.Catalogue.OnOffer().Matching("terrasse")</c>.</summary>
public static class CatalogueQueries
{
    public static IQueryable<CatalogueItem> OnOffer(this IQueryable<CatalogueItem> items) => items.Where(item => item.ArchivedAt == null);

    public static IQueryable<CatalogueItem> Archived(this IQueryable<CatalogueItem> items) => items.Where(item => item.ArchivedAt != null);

    /// <summary>Every word, anywhere in the code or in the name of any language.</summary>
    public static IQueryable<CatalogueItem> Matching(this IQueryable<CatalogueItem> items, string? search)
    {
        foreach (var word in SearchText.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
            items = items.Where(item => item.SearchText.Contains(word));
        return items;
    }

    /// <summary>Whose code or name begins so first, then A to Z.</summary>
    public static IQueryable<CatalogueItem> NearestFirst(this IQueryable<CatalogueItem> items, string? search)
    {
        var start = SearchText.Fold(search);
        return start.Length == 0
            ? items.OrderBy(item => item.SortName).ThenBy(item => item.Id)
            : items
                .OrderBy(item =>
                    item.CodeKey == start ? 0
                    : item.CodeKey!.StartsWith(start) ? 1
                    : item.SortName.StartsWith(start) ? 2
                    : 3
                )
                .ThenBy(item => item.SortName)
                .ThenBy(item => item.Id);
    }

    /// <summary>A page of the list from A to Z, after an item already seen.</summary>
    public static IQueryable<CatalogueItem> AfterName(this IQueryable<CatalogueItem> items, string sortName, Guid id) =>
        items.Where(item => string.Compare(item.SortName, sortName) > 0 || (item.SortName == sortName && item.Id.CompareTo(id) > 0));

    /// <inheritdoc cref="AfterName"/>
    public static IQueryable<CatalogueItem> BeforeName(this IQueryable<CatalogueItem> items, string sortName, Guid id) =>
        items.Where(item => string.Compare(item.SortName, sortName) < 0 || (item.SortName == sortName && item.Id.CompareTo(id) < 0));
}

using System.Collections.Frozen;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Importing;

/// <summary>Which column holds what, and the words of all our languages for countries and kinds.</summary>
public sealed class ImportColumns(ImportPlan plan, IReadOnlyList<OwnField> own, Texts texts)
{
    private static readonly Lazy<FrozenDictionary<string, string>> CountryNames = new(() =>
        Languages
            .All.SelectMany(language => Countries.All(Languages.Get(language.Code)))
            .SelectMany(country =>
                new (string Word, string Code)[]
                {
                    (SearchText.Fold(country.Name), country.Code),
                    (SearchText.Fold(country.Code), country.Code),
                }
            )
            .DistinctBy(pair => pair.Word, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Word, pair => pair.Code, StringComparer.Ordinal)
    );

    private readonly FrozenDictionary<string, int> places = plan
        .Columns.Select((field, place) => (field, place))
        .Where(pair => pair.field.Length > 0)
        .DistinctBy(pair => pair.field, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.field, pair => pair.place, StringComparer.Ordinal);

    private readonly Dictionary<string, CustomerKind> kinds = Languages
        .All.SelectMany(language =>
            Enum.GetValues<CustomerKind>().Select(kind => (SearchText.Fold(texts.In(language.Code)["Customers.Kind." + kind]), kind))
        )
        .Concat([("person", CustomerKind.Person), ("b2b", CustomerKind.Company), ("b2c", CustomerKind.Person)])
        .DistinctBy(pair => pair.Item1, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    public IReadOnlyList<OwnField> OwnFields => own;

    /// <summary>How many of each the file may have.</summary>
    public int Contacts { get; } = ImportFields.Count(plan, "contact");

    /// <inheritdoc cref="Contacts"/>
    public int Properties { get; } = ImportFields.Count(plan, "property");

    public string Country => plan.Country;

    public int? this[string field] => places.TryGetValue(field, out var place) ? place : null;

    public string? CountryOf(string text) => CountryNames.Value.GetValueOrDefault(SearchText.Fold(text));

    public CustomerKind? KindOf(string text) => kinds.TryGetValue(SearchText.Fold(text), out var kind) ? kind : null;
}

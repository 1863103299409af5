using System.Globalization;
using Paraphe.Domain;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue.Importing;

/// <summary>What a file says of one item. Empty cells say nothing: they change nothing of one that is in the catalogue.</summary>
/// <param name="plain">Numbers are the spreadsheet's own, with a point; else as people of the culture write them.</param>
public sealed class GoodsRow(TableRow row, IReadOnlyList<string> fields, bool plain, GoodsColumns columns, Texts texts)
{
    public int Line => row.Line;

    public string? this[string field]
    {
        get
        {
            for (var i = 0; i < fields.Count; i++)
                if (fields[i] == field)
                    return row[i] is { Length: > 0 } cell ? cell : null;
            return null;
        }
    }

    public Guid? Id => Guid.TryParse(this["id"], out var id) ? id : null;

    public string CodeKey => SearchText.Fold(this["code"]);

    public string NameKey => SearchText.Fold(this["name." + columns.Account.Language]);

    /// <exception cref="BrokenRuleException">A cell that cannot be read; its field is the column's.</exception>
    public CatalogueDetails Over(CatalogueDetails old) =>
        old with
        {
            Kind = Kind(old.Kind),
            Code = this["code"] ?? old.Code,
            Texts = columns.Spoken.ToDictionary(code => code, code => Text(old, code), StringComparer.Ordinal),
            Unit = this["unit"] ?? old.Unit,
            Price = Number("price") ?? old.Price,
            Cost = Number("cost") ?? old.Cost,
            Vat = Vat(old.Vat),
            ListPrices = ListPrices(old),
        };

    /// <summary>Codes or names of what comes along; null when the row does not say.</summary>
    public IReadOnlyList<string>? Extras =>
        this["extras"]?.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private CatalogueText Text(CatalogueDetails old, string code)
    {
        var known = old.Texts.GetValueOrDefault(code);
        return new CatalogueText(
            this["name." + code] ?? known?.Name ?? "",
            this["description." + code]?.ReplaceLineEndings("\n") ?? known?.Description ?? ""
        );
    }

    private Dictionary<Guid, decimal> ListPrices(CatalogueDetails old)
    {
        var prices = new Dictionary<Guid, decimal>(old.ListPrices);
        foreach (var list in columns.Lists)
            if (Number("list." + list.Id) is { } own)
                prices[list.Id] = own;
        return prices;
    }

    private CatalogueKind Kind(CatalogueKind old)
    {
        if (this["kind"] is not { } text)
            return old;
        var typed = SearchText.Fold(text);
        foreach (var kind in Enum.GetValues<CatalogueKind>())
            if (Languages.All.Any(language => SearchText.Fold(texts.In(language.Code)["Catalogue.Kind." + kind]) == typed))
                return kind;
        throw new BrokenRuleException("Catalogue.Import.NoKind", "kind");
    }

    // A rate of the account; its category comes with it.
    private Vat? Vat(Vat? old)
    {
        if (this["vat"] is not { } text)
            return old;
        var rate = TypedNumber.Parse(text.Replace("%", "", StringComparison.Ordinal), texts.Culture);
        return VatChoices.Of(columns.Account, old).All.FirstOrDefault(one => one.Vat.Rate == rate).Vat
            ?? throw new BrokenRuleException("Catalogue.Import.NoRate", "vat");
    }

    private decimal? Number(string field) =>
        this[field] is not { } text ? null
        : plain && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var kept)
            ? decimal.Round(kept, 4, MidpointRounding.AwayFromZero)
        : TypedNumber.Parse(text.Replace("€", "", StringComparison.Ordinal), texts.Culture)
            ?? throw new BrokenRuleException("Shared.Error.Number", field);
}

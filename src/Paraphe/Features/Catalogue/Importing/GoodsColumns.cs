using System.Collections.Frozen;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue.Importing;

/// <summary>
/// What a column of a file of the catalogue may hold. Names and descriptions stand once for each language (<c>name.fr</c>), prices of their
/// own once for each price list (<c>list.ID</c>).
/// </summary>
public sealed class GoodsColumns(Account account, IReadOnlyList<PriceList> lists, Texts texts)
{
    // Words of other programs' exports, folded to letters and digits; our own labels in all languages come on top.
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["code"] =
            "sku ref reference articlenumber itemcode itemnumber codearticle artikelnummer artikelnr codigo productcode numero number",
        ["kind"] = "kind type art soort tipo",
        ["name"] = "item product service designation libelle intitule bezeichnung benennung omschrijving concepto denominacion label title",
        ["description"] = "details text texte langtext detail",
        ["unit"] = "unit unite einheit eenheid unidad uom",
        ["price"] =
            "unitprice pu prixunitaire pht prixht prixventeht netprice einzelpreis verkaufspreis stuckpreis eenheidsprijs verkoopprijs precio preciounitario salesprice sellingprice",
        ["cost"] = "costprice purchaseprice prixachat prixderevient einkaufspreis kosten inkoopprijs coste preciodecompra",
        ["vat"] = "vatrate tax taxrate tauxtva tva ust mwst steuersatz btwtarief iva tipoiva",
        ["extras"] = "options optionalextras accessories",
    }
        .SelectMany(field => field.Value.Split(' ').Select(word => (word, field.Key)))
        .ToFrozenDictionary(pair => pair.word, pair => pair.Key, StringComparer.Ordinal);

    public Account Account => account;

    public IReadOnlyList<PriceList> Lists => lists;

    /// <summary>The account's language first.</summary>
    public IReadOnlyList<string> Spoken => [.. Languages.All.Select(language => language.Code).OrderBy(code => code != account.Language)];

    /// <summary>All fields in the order of the template.</summary>
    public IReadOnlyList<string> All =>
        [
            "id",
            "code",
            "kind",
            .. Spoken.Select(code => "name." + code),
            .. Spoken.Select(code => "description." + code),
            "unit",
            "price",
            "cost",
            "vat",
            .. lists.Select(list => "list." + list.Id),
            "extras",
        ];

    public string Label(string field) => Label(field, texts);

    private string Label(string field, Texts words) =>
        field.Split('.') switch
        {
            ["list", var id] => words["Catalogue.Import.ListPrice", lists.First(list => list.Id.ToString() == id).Name],
            [var text, var code] => words["Catalogue.Import." + text, Languages.All.First(one => one.Code == code).Name],
            _ => words["Catalogue.Import.Columns." + field],
        };

    /// <summary>What the columns seem to hold, by their headings; each field once.</summary>
    public IReadOnlyList<string> Guess(IReadOnlyList<string> headings)
    {
        var known = Words.ToDictionary(pair => pair.Key, pair => Own(pair.Value), StringComparer.Ordinal);
        foreach (var language in Languages.All)
        {
            var words = texts.In(language.Code);
            known[Bare(words["Catalogue.Name"])] = Own("name");
            known[Bare(words["Catalogue.Description"])] = Own("description");
            foreach (var field in All)
                known[Bare(Label(field, words))] = field;
        }
        var fields = headings.Select(heading => known.GetValueOrDefault(Bare(heading), "")).ToList();
        for (var i = 0; i < fields.Count; i++)
            if (fields.IndexOf(fields[i]) < i)
                fields[i] = "";
        return fields;
    }

    // A name without a language is one in the account's.
    private string Own(string field) => field is "name" or "description" ? $"{field}.{account.Language}" : field;

    private static string Bare(string heading) => string.Concat(SearchText.Fold(heading).Where(char.IsLetterOrDigit));
}

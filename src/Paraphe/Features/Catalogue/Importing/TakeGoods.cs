using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Json;
using Paraphe.Platform.Data;
using Paraphe.Platform.Tables;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue.Importing;

/// <summary>Something wrong in a row: the row is left out, the others are taken.</summary>
public sealed record GoodsFlaw(int Line, string Field, string Value, string Says);

/// <summary>What a file would do, or did.</summary>
public sealed record GoodsTally(int Rows, int Added, int Changed, int Same, IReadOnlyList<GoodsFlaw> Flaws)
{
    public int Wrong => Flaws.DistinctBy(flaw => flaw.Line).Count();
}

/// <summary>
/// Takes the rows of a file into the catalogue: an item is known by its id, its code, or without one by its name. The caller saves, or throws
/// away what was only tried.
/// </summary>
public sealed class TakeGoods(Db db, GoodsColumns columns, Texts texts)
{
    private readonly List<GoodsFlaw> flaws = [];
    private readonly HashSet<Guid> seen = [];

    /// <summary>What was added or changed, with what it was before.</summary>
    public IReadOnlyList<(CatalogueItem Item, CatalogueDetails? Before)> Done { get; private set; } = [];

    private Dictionary<Guid, CatalogueItem> byId = [];
    private readonly Dictionary<string, CatalogueItem> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CatalogueItem> byName = new(StringComparer.Ordinal);

    /// <param name="plain">As for <see cref="GoodsRow"/>.</param>
    public async Task<GoodsTally> Run(IEnumerable<TableRow> rows, IReadOnlyList<string> fields, bool plain, CancellationToken stop)
    {
        byId = await db.Catalogue.OrderBy(item => item.Id).ToDictionaryAsync(item => item.Id, stop);
        foreach (var item in byId.Values)
            Know(item);
        var taken = new List<(GoodsRow Row, CatalogueItem Item, CatalogueDetails? Before)>();
        var count = 0;
        foreach (var one in rows)
        {
            stop.ThrowIfCancellationRequested();
            count++;
            var row = new GoodsRow(one, fields, plain, columns, texts);
            if (Take(row) is { } done)
                taken.Add((row, done.Item, done.Before));
        }
        // When all are known: an extra may stand further down than what it comes along with.
        foreach (var (row, item, _) in taken)
            Bind(row, item);
        Done = [.. taken.Where(one => one.Before is null || !Same(one.Before, one.Item.Details)).Select(one => (one.Item, one.Before))];
        return new GoodsTally(
            count,
            taken.Count(one => one.Before is null),
            taken.Count(one => one.Before is { } before && !Same(before, one.Item.Details)),
            taken.Count(one => one.Before is { } before && Same(before, one.Item.Details)),
            [.. flaws.OrderBy(flaw => flaw.Line)]
        );
    }

    private (CatalogueItem Item, CatalogueDetails? Before)? Take(GoodsRow row)
    {
        try
        {
            var code = row.CodeKey;
            var item =
                row.Id is { } id && byId.TryGetValue(id, out var named) ? named
                : code.Length > 0 ? byCode.GetValueOrDefault(code)
                : byName.GetValueOrDefault(row.NameKey);
            if (code.Length > 0 && byCode.TryGetValue(code, out var holder) && holder != item)
                throw new BrokenRuleException("Catalogue.CodeTaken", "code");
            if (item is not null && seen.Contains(item.Id))
                throw new BrokenRuleException("Catalogue.Import.Twice", code.Length > 0 ? "code" : "Name");
            var before = item?.Details;
            var details = row.Over(before ?? new CatalogueDetails());
            if (item is null)
                db.Catalogue.Add(item = new CatalogueItem(db.NewId(), db.AccountId, details, columns.Account.Language, db.Now));
            else if (!Same(before!, details))
                item.Change(details, columns.Account.Language, db.Now);
            Know(item);
            seen.Add(item.Id);
            return (item, before);
        }
        catch (BrokenRuleException broken)
        {
            Tell(row, FieldOf(broken), texts.Say(broken));
            return null;
        }
    }

    private void Bind(GoodsRow row, CatalogueItem item)
    {
        if (row.Extras is not { } wanted)
            return;
        var extras = new List<Guid>();
        foreach (var name in wanted)
            if ((byCode.GetValueOrDefault(SearchText.Fold(name)) ?? byName.GetValueOrDefault(SearchText.Fold(name))) is { } extra)
                extras.Add(extra.Id);
            else
                Tell(row, "extras", $"{name}: {texts["Catalogue.NoSuchExtra"]}");
        try
        {
            if (!item.Details.Extras.SequenceEqual(extras))
                item.Change(item.Details with { Extras = extras }, columns.Account.Language, db.Now);
        }
        catch (BrokenRuleException broken)
        {
            Tell(row, "extras", texts.Say(broken));
        }
    }

    private void Know(CatalogueItem item)
    {
        if (item.CodeKey is { } code)
            byCode[code] = item;
        byName.TryAdd(item.SortName, item);
    }

    private void Tell(GoodsRow row, string field, string says) => flaws.Add(new GoodsFlaw(row.Line, field, row[field] ?? "", says));

    // Rules name the field of the form; the column is called a little otherwise.
    private string FieldOf(BrokenRuleException broken) =>
        broken.Field switch
        {
            null => "",
            ("Name" or "Description") and var text => $"{text.ToLowerInvariant()}.{columns.Account.Language}",
            var field => char.ToLowerInvariant(field[0]) + field[1..],
        };

    private static bool Same(CatalogueDetails one, CatalogueDetails other) =>
        JsonSerializer.Serialize(Whole(one), DomainJson.Options) == JsonSerializer.Serialize(Whole(other), DomainJson.Options);

    // Languages without a text are as good as absent.
    private static CatalogueDetails Whole(CatalogueDetails details) =>
        details with
        {
            Texts = details
                .Texts.Where(text => text.Value.Name.Length > 0 || text.Value.Description.Length > 0)
                .OrderBy(text => text.Key, StringComparer.Ordinal)
                .ToDictionary(StringComparer.Ordinal),
            ListPrices = details.ListPrices.OrderBy(price => price.Key).ToDictionary(),
        };
}

using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Catalogue;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class CatalogueApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var items = api.MapGroup("/catalogue/items").WithTags("Catalogue");
        items
            .MapGet("", List)
            .WithName("listCatalogueItems")
            .Needs(
                Scopes.CatalogueRead,
                "Services and products from A to Z",
                "`q` looks in the code and in the names of every language; `archived` takes those no longer on offer."
            )
            .Gives<Page<CatalogueItemJson>>();
        items
            .MapPost("", Add)
            .WithName("addCatalogueItem")
            .Needs(Scopes.CatalogueWrite, "Add a service or product")
            .Takes<CatalogueItemWish>()
            .Gives<CatalogueItemJson>(201);
        items
            .MapGet("/{id:guid}", Get)
            .WithName("getCatalogueItem")
            .Needs(Scopes.CatalogueRead, "A service or product")
            .Gives<CatalogueItemJson>()
            .Versioned();
        items
            .MapPut("/{id:guid}", Change)
            .WithName("changeCatalogueItem")
            .Needs(Scopes.CatalogueWrite, "Replace an item's details", "Lines of quotes keep what they were given.")
            .Takes<CatalogueItemWish>()
            .Gives<CatalogueItemJson>()
            .Versioned();
        items
            .MapPost("/{id:guid}/archive", (Guid id, HttpContext http, Db db) => Act(id, http, db, item => item.Archive(db.Now)))
            .WithName("archiveCatalogueItem")
            .Needs(Scopes.CatalogueWrite, "Take an item off the offer", "Quotes that name it keep their lines.")
            .Gives<CatalogueItemJson>()
            .Versioned();
        items
            .MapPost("/{id:guid}/restore", (Guid id, HttpContext http, Db db) => Act(id, http, db, item => item.Restore()))
            .WithName("restoreCatalogueItem")
            .Needs(Scopes.CatalogueWrite, "Put an item on offer again")
            .Gives<CatalogueItemJson>()
            .Versioned();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        bool? archived,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        var rows = db.Catalogue.AsNoTracking().Matching(q);
        rows = archived == true ? rows.Archived() : rows.OnOffer();
        if (
            after is { } last
            && await db.Catalogue.Where(row => row.Id == last).Select(row => row.SortName).FirstOrDefaultAsync(stop) is { } name
        )
            rows = rows.AfterName(name, last);
        var found = await rows.OrderBy(row => row.SortName).ThenBy(row => row.Id).Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, CatalogueItemJson.Of, row => row.Id);
    }

    private static async Task<Answer> Add(Body<CatalogueItemWish> body, Db db, Texts texts, CancellationToken stop)
    {
        var account = await db.Account(stop);
        var details = await Typed(body, null, account, db, texts, stop);
        var item = new CatalogueItem(db.NewId(), db.AccountId, details, account.Language, db.Now);
        db.Catalogue.Add(item);
        await db.SaveChangesAsync(stop);
        return Answer.Created(CatalogueItemJson.Of(item), $"/api/v1/catalogue/items/{item.Id}", item.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db) => Shown(await Find(db, id));

    private static async Task<Answer> Change(
        Guid id,
        Body<CatalogueItemWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var item = await Find(db, id);
        http.EnsureMatch(item);
        var account = await db.Account(stop);
        item.Change(await Typed(body, item, account, db, texts, stop), account.Language, db.Now);
        await db.SaveChangesAsync(stop);
        return Shown(item);
    }

    private static async Task<Answer> Act(Guid id, HttpContext http, Db db, Action<CatalogueItem> act)
    {
        var item = await Find(db, id);
        http.EnsureMatch(item);
        act(item);
        await db.SaveChangesAsync();
        return Shown(item);
    }

    /// <summary>What the API does not know of, the picture, stays.</summary>
    private static async Task<CatalogueDetails> Typed(
        Body<CatalogueItemWish> body,
        CatalogueItem? old,
        Account account,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        foreach (var language in wish.Texts!.Keys.Where(key => Languages.All.All(known => known.Code != key)))
            throw ProblemException.At($"/texts/{language}", $"One of {string.Join(", ", Languages.All.Select(known => known.Code))}.");
        foreach (var (language, _) in wish.Texts.Where(text => text.Value is null))
            throw ProblemException.At($"/texts/{language}", "There is no null here.");
        var own = old?.Id;
        if (
            SearchText.Fold(wish.Code) is { Length: > 0 } code
            && await db.Catalogue.AnyAsync(row => row.CodeKey == code && row.Id != own, stop)
        )
            throw new BrokenRuleException("Catalogue.CodeTaken", nameof(wish.Code));
        var lists = await db.PriceLists.Select(row => row.Id).ToListAsync(stop);
        foreach (var unknown in wish.ListPrices.Keys.Except(lists))
            throw ProblemException.At($"/listPrices/{unknown}", "There is no such price list.");
        var extras = wish.Extras.ToList();
        var known = await db.Catalogue.Where(row => extras.Contains(row.Id)).Select(row => row.Id).ToListAsync(stop);
        for (var place = 0; place < extras.Count; place++)
            if (!known.Contains(extras[place]))
                throw ProblemException.At($"/extras/{place}", "There is no such item.");
        return (old?.Details ?? new CatalogueDetails()) with
        {
            Kind = wish.Kind,
            Code = wish.Code?.Trim() ?? "",
            Unit = wish.Unit?.Trim() ?? "",
            Price = wish.Price,
            ListPrices = wish.ListPrices,
            Cost = wish.Cost,
            Vat = LineJson.VatOf(wish.VatCategory, wish.VatRate) ?? VatChoices.Usual(account, new QuoteContent()),
            Extras = extras,
            Texts = wish.Texts.ToDictionary(
                text => text.Key,
                text => new CatalogueText(text.Value.Name ?? "", text.Value.Description?.ReplaceLineEndings("\n") ?? ""),
                StringComparer.Ordinal
            ),
        };
    }

    private static Answer Shown(CatalogueItem item) => Answer.Ok(CatalogueItemJson.Of(item), item.Version);

    private static async Task<CatalogueItem> Find(Db db, Guid id) =>
        await db.Catalogue.SingleOrDefaultAsync(row => row.Id == id) ?? throw ProblemException.NotFound();
}

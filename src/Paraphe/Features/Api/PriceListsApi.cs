using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Catalogue;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>Prices for the customers who bear a tag.</summary>
/// <param name="Tag">The customers' tag.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Percent">Added to an item's price where the list has none of its own; -10 is ten per cent less.</param>
public sealed record PriceListJson(Guid Id, string Name, string Tag, string Currency, decimal Percent)
{
    public static PriceListJson Of(PriceList list) => new(list.Id, list.Name, list.Terms.Tag, list.Terms.Currency, list.Terms.Percent);
}

/// <summary>A price list, as it is added or replaced.</summary>
public sealed record PriceListWish
{
    [Required, StringLength(PriceList.NameLength)]
    public string? Name { get; init; }

    /// <summary>The customers' tag.</summary>
    [StringLength(80)]
    public string? Tag { get; init; }

    /// <summary>ISO 4217; without it the account's.</summary>
    [StringLength(3)]
    public string? Currency { get; init; }

    /// <summary>Added to an item's price where the list has none of its own.</summary>
    public decimal Percent { get; init; }
}

internal static class PriceListsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var lists = api.MapGroup("/catalogue/price-lists").WithTags("Catalogue");
        lists
            .MapGet("", List)
            .WithName("listPriceLists")
            .Needs(Scopes.CatalogueRead, "Price lists from A to Z", "All of them on one page.")
            .Gives<Page<PriceListJson>>();
        lists
            .MapPost("", Add)
            .WithName("addPriceList")
            .Needs(Scopes.CatalogueWrite, "Add a price list")
            .Takes<PriceListWish>()
            .Gives<PriceListJson>(201);
        lists
            .MapGet("/{id:guid}", Get)
            .WithName("getPriceList")
            .Needs(Scopes.CatalogueRead, "A price list")
            .Gives<PriceListJson>()
            .Versioned();
        lists
            .MapPut("/{id:guid}", Change)
            .WithName("changePriceList")
            .Needs(Scopes.CatalogueWrite, "Replace a price list's terms")
            .Takes<PriceListWish>()
            .Gives<PriceListJson>()
            .Versioned();
        lists
            .MapDelete("/{id:guid}", Delete)
            .WithName("deletePriceList")
            .Needs(Scopes.CatalogueWrite, "Delete a price list", "Quotes keep their prices.")
            .GivesNothing()
            .Versioned();
    }

    private static async Task<Answer> List(Db db, CancellationToken stop)
    {
        var rows = await db.PriceLists.AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(stop);
        return Answer.Page<PriceListJson>([.. rows.Select(PriceListJson.Of)]);
    }

    private static async Task<Answer> Add(Body<PriceListWish> body, Db db, Texts texts, CancellationToken stop)
    {
        var terms = await Typed(body, db, texts, stop);
        if (await db.PriceLists.CountAsync(stop) >= PriceList.Most)
            throw new BrokenRuleException("Rules.TooManyLists", null, PriceList.Most);
        var list = new PriceList(db.NewId(), db.AccountId, terms);
        db.PriceLists.Add(list);
        await db.SaveChangesAsync(stop);
        return Answer.Created(PriceListJson.Of(list), $"/api/v1/catalogue/price-lists/{list.Id}", list.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db) => Shown(await Find(db, id));

    private static async Task<Answer> Change(
        Guid id,
        Body<PriceListWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var list = await Find(db, id);
        http.EnsureMatch(list);
        list.Change(await Typed(body, db, texts, stop));
        await db.SaveChangesAsync(stop);
        return Shown(list);
    }

    private static async Task<Answer> Delete(Guid id, HttpContext http, Db db)
    {
        var list = await Find(db, id);
        http.EnsureMatch(list);
        db.PriceLists.Remove(list);
        await db.SaveChangesAsync();
        return Answer.Nothing;
    }

    private static async Task<PriceTerms> Typed(Body<PriceListWish> body, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var currency = wish.Currency ?? (await db.Account(stop)).Currency;
        if (Currency.All.All(known => known.Code != currency))
            throw ProblemException.At("/currency", "There is no such currency.");
        return new PriceTerms
        {
            Name = wish.Name!,
            Tag = wish.Tag ?? "",
            Currency = currency,
            Percent = wish.Percent,
        };
    }

    private static Answer Shown(PriceList list) => Answer.Ok(PriceListJson.Of(list), list.Version);

    private static async Task<PriceList> Find(Db db, Guid id) =>
        await db.PriceLists.SingleOrDefaultAsync(row => row.Id == id) ?? throw ProblemException.NotFound();
}

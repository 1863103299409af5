using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Catalogue;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>An item of the catalogue that becomes a line.</summary>
public sealed record TakeWish
{
    [Required]
    public Guid? CatalogueItemId { get; init; }

    public decimal? Quantity { get; init; }

    /// <summary>Key of the entry it goes behind; without it, at the end.</summary>
    public Guid? Behind { get; init; }
}

/// <param name="Place">The index it has afterwards, from 0; held within the list.</param>
public sealed record MoveWish([property: Range(0, Quote.MostItems)] int Place);

/// <summary>The entries of a quote one by one, each act on its own; the answer is the whole quote with its new totals.</summary>
internal static class QuoteLinesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var lines = api.MapGroup("/quotes/{id:guid}/lines").WithTags("Quotes");
        lines
            .MapGet("", List)
            .WithName("listLines")
            .Needs(Scopes.QuotesRead, "The entries of a quote, in their order", "Lines, sections and texts; all of them on one page.")
            .Gives<Page<LineJson>>()
            .Finds();
        lines
            .MapPost("", Add)
            .WithName("addLine")
            .Needs(Scopes.QuotesWrite, "Add an entry", "At the end, or behind the entry whose key is given.")
            .Takes<LineJson>()
            .Gives<QuoteWhole>(201)
            .Versioned();
        lines
            .MapPost("/from-catalogue", Take)
            .WithName("addCatalogueLine")
            .Needs(
                Scopes.QuotesWrite,
                "Add an item of the catalogue",
                "In the quote's language, at the price of its customer's list; its extras follow as options."
            )
            .Takes<TakeWish>()
            .Gives<QuoteWhole>(201)
            .Versioned();
        lines.MapGet("/{key:guid}", Get).WithName("getLine").Needs(Scopes.QuotesRead, "An entry of a quote").Gives<LineJson>().Finds();
        lines
            .MapPut("/{key:guid}", Change)
            .WithName("changeLine")
            .Needs(Scopes.QuotesWrite, "Replace an entry", "It keeps its key and place.")
            .Takes<LineJson>()
            .Gives<QuoteWhole>()
            .Versioned();
        lines
            .MapPost("/{key:guid}/move", Move)
            .WithName("moveLine")
            .Needs(Scopes.QuotesWrite, "Move an entry to another place")
            .Takes<MoveWish>()
            .Gives<QuoteWhole>()
            .Versioned();
        lines
            .MapDelete("/{key:guid}", Remove)
            .WithName("deleteLine")
            .Needs(Scopes.QuotesWrite, "Remove an entry")
            .GivesNothing()
            .Versioned();
    }

    private static async Task<Answer> List(Guid id, Db db, CancellationToken stop) =>
        Answer.Page<LineJson>([.. (await QuotesApi.Find(db, id, stop)).Content.Items.Select(LineJson.Of)]);

    private static async Task<Answer> Get(Guid id, Guid key, Db db, CancellationToken stop) =>
        Answer.Ok(LineJson.Of(Entry(await QuotesApi.Find(db, id, stop), key)));

    private static async Task<Answer> Add(
        Guid id,
        Body<LineJson> body,
        Guid? behind,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        if (wish.Key is not null)
            throw ProblemException.At("/key", "A new entry is given its key.");
        var quote = await QuotesApi.Find(db, http, id, stop);
        var account = await db.Account(stop);
        var key = db.NewId();
        var item = wish.ToItem(key, null, quote.Content, VatChoices.Usual(account, quote.Content), "");
        Do(() => quote.AddItem(item, Place(quote, behind), db.Now));
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop) with { Status = 201, Location = $"/api/v1/quotes/{id}/lines/{key}" };
    }

    private static async Task<Answer> Take(Guid id, Body<TakeWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        var lines = await (await QuoteCatalogue.Of(db, quote)).LinesOf(db, wish.CatalogueItemId!.Value);
        if (lines.Count == 0)
            throw ProblemException.At("/catalogueItemId", "There is no such item on offer.");
        if (wish.Quantity is { } quantity)
            lines = [lines[0] with { Quantity = quantity }, .. lines.Skip(1)];
        Do(() => quote.AddItems(lines, Place(quote, wish.Behind), db.Now));
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop) with { Status = 201, Location = $"/api/v1/quotes/{id}/lines/{lines[0].Key}" };
    }

    private static async Task<Answer> Change(
        Guid id,
        Guid key,
        Body<LineJson> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        var old = Entry(quote, key);
        if (wish.Key is { } named && named != key)
            throw ProblemException.At("/key", "This is the key of another entry.");
        var item = wish.ToItem(key, old, quote.Content, (old as QuoteLine)?.Vat, "");
        Do(() => quote.ChangeItem(item, db.Now));
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static async Task<Answer> Move(
        Guid id,
        Guid key,
        Body<MoveWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.MoveItem(Entry(quote, key).Key, wish.Place, db.Now);
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static async Task<Answer> Remove(Guid id, Guid key, HttpContext http, Db db, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.RemoveItem(Entry(quote, key).Key, db.Now);
        await db.SaveChangesAsync(stop);
        return Answer.Nothing;
    }

    private static QuoteItem Entry(Quote quote, Guid key) =>
        quote.Content.Items.FirstOrDefault(item => item.Key == key) ?? throw ProblemException.NotFound();

    private static Guid? Place(Quote quote, Guid? behind) =>
        behind is not { } key || quote.Content.Items.Any(item => item.Key == key)
            ? behind
            : throw ProblemException.At("/behind", "The quote has no entry with this key.");

    // The body is one line: its fields stand at the top.
    private static void Do(Action act)
    {
        try
        {
            act();
        }
        catch (BrokenRuleException broken) when (broken.Args.OfType<Guid>().Any())
        {
            throw new BrokenRuleException(
                broken.Rule,
                LineJson.FieldOf(broken.Field) is { Length: > 0 } field ? field : null,
                [.. broken.Args]
            );
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class QuotesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var quotes = api.MapGroup("/quotes").WithTags("Quotes");
        quotes
            .MapGet("", List)
            .WithName("listQuotes")
            .Needs(Scopes.QuotesRead, "Quotes, newest first; status, customer and words narrow the list")
            .Gives<Page<QuoteJson>>();
        quotes.MapPost("", Add).WithName("addQuote").Needs(Scopes.QuotesWrite, "Makes a draft").Takes<QuoteWish>().Gives<QuoteWhole>(201);
        quotes
            .MapGet("/{id:guid}", Get)
            .WithName("getQuote")
            .Needs(Scopes.QuotesRead, "A quote with its lines")
            .Gives<QuoteWhole>()
            .Finds();
        quotes
            .MapPatch("/{id:guid}", Change)
            .WithName("changeQuote")
            .Needs(Scopes.QuotesWrite, "Changes the working copy")
            .Takes<QuoteChange>()
            .Gives<QuoteWhole>()
            .Finds();
        quotes
            .MapPost("/{id:guid}/win", Win)
            .WithName("winQuote")
            .Needs(Scopes.QuotesWrite, "Wins a quote that was signed, or accepted outside the portal")
            .Takes<WinWish>()
            .Gives<QuoteWhole>()
            .Finds();
        quotes
            .MapPost("/{id:guid}/lose", Lose)
            .WithName("loseQuote")
            .Needs(Scopes.QuotesWrite, "Loses a quote, with the reason")
            .Takes<LoseWish>()
            .Gives<QuoteWhole>()
            .Finds();
        quotes
            .MapGet("/{id:guid}/revisions", Revisions)
            .WithName("listRevisions")
            .Needs(Scopes.QuotesRead, "What was sent, with its SHA-256")
            .Gives<Page<RevisionJson>>()
            .Finds();
        quotes
            .MapGet("/{id:guid}/events", Events)
            .WithName("listEvents")
            .Needs(Scopes.QuotesRead, "The hash-chained history")
            .Gives<Page<EventJson>>()
            .Finds();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        QuoteTab? status,
        Guid? customer,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        var today = await Today(db, stop);
        var rows = (await db.Quotes.Matching(q, stop)).AsNoTracking().In(status ?? QuoteTab.All, today);
        if (customer is not null)
            rows = rows.Where(row => row.CustomerId == customer);
        var last = after is null
            ? null
            : await db.Quotes.Where(row => row.Id == after).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(after!.Value) < 0));
        var found = await rows.NewestFirst().Take(size + 1).ToListAsync(stop);
        return Answer.Page(
            [.. found.Take(size).Select(row => QuoteJson.Of(row, today))],
            found.Count > size ? Operation.NextOf(http, found[size - 1].Id) : null
        );
    }

    private static async Task<Answer> Add(Body<QuoteWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = CustomersApi.Valid(body.Value, texts);
        var quote = await db.InTransaction(
            async () =>
            {
                var account = await db.Accounts.SingleAsync(stop);
                var customer =
                    await db.Customers.Include(row => row.Contacts).SingleOrDefaultAsync(row => row.Id == wish.CustomerId, stop)
                    ?? throw ProblemException.At("/customerId", "There is no such customer.");
                var content = account.Beginning(customer.Details);
                content = Changed(content, wish.Title, wish.Introduction, wish.Scope, wish.Terms);
                content = content with { Items = LineJson.Items(wish.Lines, content, VatChoices.Usual(account, content), db.NewId) };
                if (content.Items.Length > Quote.MostItems)
                    throw new BrokenRuleException("Rules.TooManyLines", "lines", Quote.MostItems);
                var made = await db.AddDraft(wish.Kind, content, customer, Me.Of(http.User)!.AsActor);
                await db.SaveChangesAsync(stop);
                return made;
            },
            stop
        );
        return Answer.Created(QuoteWhole.Of(quote, await Today(db, stop)), $"/api/v1/quotes/{quote.Id}", quote.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) => await Whole(await Find(db, id, stop), db, stop);

    private static async Task<Answer> Change(Guid id, Body<QuoteChange> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = CustomersApi.Valid(body.Value, texts);
        var quote = await Find(db, id, stop);
        http.EnsureMatch(quote);
        var content = Changed(quote.Content, wish.Title, wish.Introduction, wish.Scope, wish.Terms);
        if (wish.Lines is { } lines)
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            content = content with { Items = LineJson.Items(lines, content, VatChoices.Usual(account, content), db.NewId) };
        }
        quote.ReplaceContent(content, db.Now);
        await db.SaveChangesAsync(stop);
        return await Whole(quote, db, stop);
    }

    private static async Task<Answer> Win(Guid id, Body<WinWish> body, HttpContext http, Db db, Winning winning, CancellationToken stop)
    {
        var wish = body.Value;
        var quote = await Find(db, id, stop);
        http.EnsureMatch(quote);
        if (quote.SignedAt is null && wish.How is not ("phone" or "mail" or "paper" or "inPerson" or "other"))
            throw new BrokenRuleException("Rules.HowAccepted", "how");
        var offline = quote.SignedAt is null ? new OfflineAcceptance(wish.How!, wish.Reference.Trim(), null) : null;
        await winning.Win(quote, offline, Me.Of(http.User)!.AsActor, stop);
        return await Whole(quote, db, stop);
    }

    private static async Task<Answer> Lose(Guid id, Body<LoseWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = CustomersApi.Valid(body.Value, texts);
        var quote = await Find(db, id, stop);
        http.EnsureMatch(quote);
        quote.Lose(wish.Reason!, wish.Comment, Me.Of(http.User)!.AsActor, db.Now);
        await db.SaveChangesAsync(stop);
        return await Whole(quote, db, stop);
    }

    private static async Task<Answer> Revisions(Guid id, Db db, CancellationToken stop)
    {
        await Find(db, id, stop);
        var rows = await db
            .Revisions.Where(row => row.QuoteId == id)
            .OrderBy(row => row.Number)
            .Select(row => new RevisionJson(row.Id, row.Number, row.Hash, row.SentAt))
            .ToListAsync(stop);
        return Answer.Page(rows, null);
    }

    private static async Task<Answer> Events(Guid id, Db db, CancellationToken stop)
    {
        await Find(db, id, stop);
        var rows = await db
            .Events.AsNoTracking()
            .Where(row => row.QuoteId == id)
            .OrderBy(row => row.Sequence)
            .Select(row => new EventJson(row.Sequence, row.At, row.What, row.ActorKind, row.ActorName, row.Payload, row.Hash))
            .ToListAsync(stop);
        return Answer.Page(rows, null);
    }

    internal static async Task<Quote> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Quotes.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();

    internal static async Task<Answer> Whole(Quote quote, Db db, CancellationToken stop) =>
        Answer.Ok(QuoteWhole.Of(quote, await Today(db, stop)), quote.Version);

    private static async Task<DateOnly> Today(Db db, CancellationToken stop) =>
        (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);

    private static QuoteContent Changed(QuoteContent content, string? title, string? introduction, string? scope, string? terms) =>
        content with
        {
            Title = title?.Trim() ?? content.Title,
            Introduction = introduction ?? content.Introduction,
            Scope = scope ?? content.Scope,
            Terms = terms ?? content.Terms,
        };
}

using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
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
            .Needs(
                Scopes.QuotesRead,
                "Quotes, newest first",
                "`q` looks in numbers, title and customer; `from` and `to` are days of creation in the account's zone."
            )
            .Gives<Page<QuoteJson>>();
        quotes
            .MapPost("", Add)
            .WithName("addQuote")
            .Needs(Scopes.QuotesWrite, "Make a draft", "Nothing of it is sent; its number is provisional.")
            .Takes<QuoteWish>()
            .Gives<QuoteWhole>(201);
        quotes
            .MapGet("/{id:guid}", Get)
            .WithName("getQuote")
            .Needs(Scopes.QuotesRead, "A quote with its lines")
            .Gives<QuoteWhole>()
            .Versioned();
        quotes
            .MapPatch("/{id:guid}", Change)
            .WithName("changeQuote")
            .Needs(Scopes.QuotesWrite, "Change the working copy", "What is left out stays. What was sent stays as it was sent.")
            .Takes<QuoteChange>()
            .Gives<QuoteWhole>()
            .Versioned();
        quotes
            .MapDelete("/{id:guid}", Delete)
            .WithName("deleteQuote")
            .Needs(Scopes.QuotesWrite, "Delete a draft that was never sent")
            .GivesNothing()
            .Versioned();
        quotes
            .MapPost("/{id:guid}/copy", Copy)
            .WithName("copyQuote")
            .Needs(Scopes.QuotesWrite, "Copy a quote into a new draft")
            .Gives<QuoteWhole>(201)
            .Versioned();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        QuoteTab? status,
        Guid? customer,
        Guid? request,
        Guid? campaign,
        Guid? seller,
        string? source,
        string? tag,
        DateOnly? from,
        DateOnly? to,
        QuoteSort? sort,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        Operation.EnsureDay(nameof(from), from);
        Operation.EnsureDay(nameof(to), to);
        var account = await db.Account(stop);
        var filter = new QuoteFilter
        {
            Search = q,
            From = from,
            To = to,
            Seller = seller,
            Source = source,
            Tag = tag,
        };
        var today = account.Today(db.Now);
        var rows = (await filter.Of(db, account, stop)).Rows.In(status ?? QuoteTab.All, today);
        if (customer is not null)
            rows = rows.Where(row => row.CustomerId == customer);
        if (request is not null)
            rows = rows.Where(row => row.RequestId == request);
        if (campaign is not null)
            rows = rows.Where(row => row.CampaignId == campaign);
        var order = sort ?? QuoteSort.Newest;
        var seen = after is { } last
            ? await db
                .Quotes.Where(row => row.Id == last)
                .Select(row => new QuotePlace(row.Id, row.CreatedAt, row.CustomerSort, row.Total))
                .SingleOrDefaultAsync(stop)
            : null;
        if (seen is not null)
            rows = rows.Behind(seen, order);
        var found = await rows.Sorted(order).Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, row => QuoteJson.Of(row, today), row => row.Id);
    }

    private static async Task<Answer> Add(Body<QuoteWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var account = await db.Account(stop);
        var customer = await CustomerOf(db, wish.CustomerId!.Value, wish, stop);
        await RequestsApi.EnsureMember(db, wish.SellerId, "/sellerId", stop);
        var content = wish.Over(account.Beginning(customer.Details));
        EnsurePlaces(content, customer);
        content = content with { Items = LineJson.Items(wish.Lines, content, () => VatChoices.Usual(account, content), db.NewId) };
        var author = Me.Of(http.User)!.AsActor;
        var quote = await db.InTransaction(
            async () =>
            {
                var made = await LineJson.Placing(content.Items, () => db.AddDraft(wish.Kind, content, customer, author));
                wish.Adjust(made, db.Now);
                await db.SaveChangesAsync(stop);
                return made;
            },
            stop
        );
        return Answer.Created(QuoteWhole.Of(quote, account.Today(db.Now)), $"/api/v1/quotes/{quote.Id}", quote.Version);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) => await Whole(await Find(db, id, stop), db, stop);

    private static async Task<Answer> Change(Guid id, Body<QuoteChange> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var quote = await Find(db, http, id, stop);
        var account = await db.Account(stop);
        await RequestsApi.EnsureMember(db, wish.SellerId, "/sellerId", stop);
        var customer = (wish.CustomerId ?? (wish.ServiceAddresses is null ? null : quote.CustomerId)) is { } wanted
            ? await CustomerOf(db, wanted, wish, stop)
            : null;
        if (wish.CustomerId is not null)
            quote.ForCustomer(customer!, null, db.Now);
        if (wish.HasContent || wish.Lines is not null)
        {
            var content = wish.Over(quote.Content);
            if (wish.ServiceAddresses is not null)
                EnsurePlaces(content, customer);
            if (wish.Lines is { } lines)
                content = content with { Items = LineJson.Items(lines, content, () => VatChoices.Usual(account, content), db.NewId) };
            await LineJson.Placing(
                content.Items,
                () =>
                {
                    quote.ReplaceContent(content, db.Now);
                    return Task.FromResult(quote);
                }
            );
            // An option whose group is gone stands on its own.
            if (wish.Groups is not null)
                quote.ChangeGroups(content.Groups, db.Now);
        }
        wish.Adjust(quote, db.Now);
        await db.SaveChangesAsync(stop);
        return await Whole(quote, db, stop);
    }

    private static Task<Answer> Delete(Guid id, HttpContext http, Db db, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                var quote = await Find(db, http, id, stop);
                if (quote.RevisionCount > 0)
                    throw ProblemException.At("", "What was sent stays: withdraw it instead.");
                await db.DeleteDraft(quote, stop);
                return Answer.Nothing;
            },
            stop
        );

    private static Task<Answer> Copy(Guid id, HttpContext http, Db db, CancellationToken stop) =>
        db.InTransaction(
            async () =>
            {
                var quote = await Find(db, http, id, stop);
                var copy = await db.AddCopy(quote, Me.Of(http.User)!.AsActor);
                await db.SaveChangesAsync(stop);
                return await Whole(copy, db, stop) with { Status = 201, Location = $"/api/v1/quotes/{copy.Id}" };
            },
            stop
        );

    // His properties only where they are named.
    private static async Task<Customer> CustomerOf(Db db, Guid id, QuoteHead wish, CancellationToken stop)
    {
        var customers = db.Customers.Include(row => row.Contacts).AsQueryable();
        if (wish.ServiceAddresses?.Any(place => place.PropertyId is not null) == true)
            customers = customers.Include(row => row.Properties).AsSplitQuery();
        return await customers.SingleOrDefaultAsync(row => row.Id == id, stop)
            ?? throw ProblemException.At("/customerId", "There is no such customer.");
    }

    private static void EnsurePlaces(QuoteContent content, Customer? customer)
    {
        for (var place = 0; place < content.ServiceAddresses.Length; place++)
            if (content.ServiceAddresses[place].PropertyId is { } property && customer?.Properties.Any(own => own.Id == property) != true)
                throw ProblemException.At($"/serviceAddresses/{place}/propertyId", "The customer has no such property.");
    }

    internal static async Task<Quote> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Quotes.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();

    /// <summary>To be changed: in the version that the caller saw, if he says which.</summary>
    internal static async Task<Quote> Find(Db db, HttpContext http, Guid id, CancellationToken stop)
    {
        var quote = await Find(db, id, stop);
        http.EnsureMatch(quote);
        return quote;
    }

    internal static async Task EnsureThere(Db db, Guid id, CancellationToken stop)
    {
        if (!await db.Quotes.AnyAsync(row => row.Id == id, stop))
            throw ProblemException.NotFound();
    }

    internal static async Task<Answer> Whole(Quote quote, Db db, CancellationToken stop) =>
        Answer.Ok(QuoteWhole.Of(quote, await db.Today(stop)), quote.Version);
}

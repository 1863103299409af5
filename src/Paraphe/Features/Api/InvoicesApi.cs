using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>Invoices and credit notes: found, drafted from what stands behind them, changed while they are drafts.</summary>
internal static class InvoicesApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var invoices = api.MapGroup("/invoices").WithTags("Invoices");
        invoices
            .MapGet("", List)
            .WithName("listInvoices")
            .Needs(
                Scopes.InvoicesRead,
                "Invoices and credit notes, newest first",
                "`q` looks in numbers, title and customer; `from` and `to` are days of issue."
            )
            .Gives<Page<InvoiceJson>>();
        invoices
            .MapPost("", Add)
            .WithName("addInvoice")
            .Needs(Scopes.InvoicesWrite, "Draft an invoice by hand", "For what was agreed without a quote, an order or a contract.")
            .Takes<InvoiceWish>()
            .Gives<InvoiceWhole>(201);
        invoices
            .MapGet("/{id:guid}", Get)
            .WithName("getInvoice")
            .Needs(Scopes.InvoicesRead, "An invoice with its lines and payments")
            .Gives<InvoiceWhole>()
            .Versioned();
        invoices
            .MapPatch("/{id:guid}", Change)
            .WithName("changeInvoice")
            .Needs(Scopes.InvoicesWrite, "Change a draft", "What is left out stays. Issued ones never change: credit them.")
            .Takes<InvoiceChange>()
            .Gives<InvoiceWhole>()
            .Versioned();
        invoices
            .MapDelete("/{id:guid}", Delete)
            .WithName("deleteInvoice")
            .Needs(Scopes.InvoicesWrite, "Delete a draft", "It never had a number.")
            .GivesNothing()
            .Versioned();
        Makes<QuoteInvoiceWish>(
            api.MapPost("/quotes/{id:guid}/invoices", OfQuote),
            "invoiceQuote",
            "Draft an invoice of a won quote",
            "Whole, a deposit, progress, chosen lines or the balance; never more than the quote."
        );
        Makes<OrderInvoiceWish>(
            api.MapPost("/work-orders/{id:guid}/invoices", OfOrder),
            "invoiceWorkOrder",
            "Draft an invoice of what is done of a work order",
            "At the prices of its quote or contract; without one they are typed on the draft."
        );
        Makes<ContractInvoiceWish>(
            api.MapPost("/contracts/{id:guid}/invoices", OfContract),
            "invoiceContract",
            "Draft an invoice of a contract's period",
            "All that is due between two days; no day is invoiced twice."
        );
    }

    private static void Makes<T>(RouteHandlerBuilder route, string name, string summary, string description)
        where T : class =>
        route
            .WithTags("Invoices")
            .WithName(name)
            .Needs(Scopes.InvoicesWrite, summary, description)
            .Takes<T>()
            .Gives<InvoiceWhole>(201)
            .Versioned();

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        InvoiceTab? status,
        Guid? customer,
        Guid? quote,
        DateOnly? from,
        DateOnly? to,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        Operation.EnsureDay(nameof(from), from);
        Operation.EnsureDay(nameof(to), to);
        var today = await db.Today(stop);
        var filter = new InvoiceFilter
        {
            Search = q,
            Customer = customer,
            From = from,
            To = to,
        };
        var rows = (await filter.Of(db, stop)).In(status, today);
        if (quote is not null)
            rows = rows.Where(row => row.QuoteId == quote);
        var last = after is null
            ? null
            : await db.Invoices.Where(row => row.Id == after).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(after!.Value) < 0));
        var found = await rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(stop);
        return Operation.PageOf(http, found, size, row => InvoiceJson.Of(row, today), row => row.Id);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) => await Whole(await Find(db, id, stop), db, stop);

    private static async Task<Answer> Add(
        Body<InvoiceWish> body,
        HttpContext http,
        Db db,
        Invoicing invoicing,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var account = await db.Account(stop);
        var customer =
            await db.Customers.SingleOrDefaultAsync(row => row.Id == wish.CustomerId, stop)
            ?? throw ProblemException.At("/customerId", "There is no such customer.");
        var beginning = InvoiceBeginning.Of(account, customer.Details);
        var draft = Periods.ByHand(db.AccountId, customer, beginning, invoicing.Making(Me.Of(http.User)!.AsActor));
        await Lines(draft, wish.Lines, account, db);
        return await Made(wish.Over(draft, db.Now), db, stop);
    }

    private static async Task<Answer> Change(
        Guid id,
        Body<InvoiceChange> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var invoice = await Find(db, http, id, stop);
        wish.Over(invoice, db.Now);
        if (wish.Lines is { } lines)
            await Lines(invoice, lines, await db.Account(stop), db);
        await db.SaveChangesAsync(stop);
        return await Whole(invoice, db, stop);
    }

    private static async Task<Answer> Delete(Guid id, HttpContext http, Db db, CancellationToken stop)
    {
        var invoice = await Find(db, http, id, stop);
        invoice.EnsureDraft();
        db.Invoices.Remove(invoice);
        await db.SaveChangesAsync(stop);
        return Answer.Nothing;
    }

    private static async Task<Answer> OfQuote(
        Guid id,
        Body<QuoteInvoiceWish> body,
        HttpContext http,
        Db db,
        Invoicing invoicing,
        InvoiceMaking making,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        var billing = await invoicing.BillingOf(quote, stop);
        var by = Me.Of(http.User)!.AsActor;
        var share = new Share(wish.Percent, wish.Amount);
        var draft = wish.Part switch
        {
            InvoicePart.Whole => billing.Whole(invoicing.Making(by)),
            InvoicePart.Deposit => making.Part(billing, InvoiceBasis.Deposit, share, by),
            InvoicePart.Progress => making.Part(billing, InvoiceBasis.Progress, share, by),
            InvoicePart.Lines => billing.Progress(QuantityJson.All(wish.Lines), invoicing.Making(by)),
            _ => making.Balance(billing, by),
        };
        return await Made(wish.Over(draft, db.Now), db, stop);
    }

    private static async Task<Answer> OfOrder(
        Guid id,
        Body<OrderInvoiceWish> body,
        HttpContext http,
        Db db,
        InvoiceMaking making,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var order = await db.WorkOrders.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
        http.EnsureMatch(order);
        var billing = await making.Of(order, stop) ?? throw new BrokenRuleException("Rules.InvoiceNotWon");
        var quantities =
            wish.Lines.Count > 0 ? QuantityJson.All(wish.Lines) : billing.Lines.ToDictionary(line => line.Key, line => line.Left);
        for (var place = 0; place < wish.Lines.Count; place++)
            if (!billing.Lines.Any(line => line.Key == wish.Lines[place].Key))
                throw ProblemException.At($"/lines/{place}/key", "The work order has no line with this key.");
        var draft = await making.OfOrder(billing, quantities, Me.Of(http.User)!.AsActor, stop);
        return await Made(wish.Over(draft, db.Now), db, stop);
    }

    private static async Task<Answer> OfContract(
        Guid id,
        Body<ContractInvoiceWish> body,
        HttpContext http,
        Db db,
        InvoiceMaking making,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var contract = await db.Contracts.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
        http.EnsureMatch(contract);
        var draft = await making.OfPeriod(contract, wish.From!.Value, wish.To!.Value, Me.Of(http.User)!.AsActor, stop);
        return await Made(wish.Over(draft, db.Now), db, stop);
    }

    internal static async Task<Answer> Made(Invoice draft, Db db, CancellationToken stop)
    {
        db.Invoices.Add(draft);
        await db.SaveChangesAsync(stop);
        return Answer.Created(InvoiceWhole.Of(draft, await db.Today(stop)), $"/api/v1/invoices/{draft.Id}", draft.Version);
    }

    internal static async Task<Answer> Whole(Invoice invoice, Db db, CancellationToken stop) =>
        Answer.Ok(InvoiceWhole.Of(invoice, await db.Today(stop)), invoice.Version);

    internal static async Task<Invoice> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Invoices.Whole(id, stop) ?? throw ProblemException.NotFound();

    /// <summary>To be changed: in the version that the caller saw, if he says which.</summary>
    internal static async Task<Invoice> Find(Db db, HttpContext http, Guid id, CancellationToken stop)
    {
        var invoice = await Find(db, id, stop);
        http.EnsureMatch(invoice);
        return invoice;
    }

    private static Task<Invoice> Lines(Invoice draft, IReadOnlyList<InvoiceLineWish> lines, Account account, Db db)
    {
        var priced = draft.Content.Priced;
        QuoteItem[] items = [.. lines.Select((line, place) => line.ToItem(db.NewId(), priced, account, $"/lines/{place}"))];
        return LineJson.Placing(
            items,
            () =>
            {
                draft.ChangeLines(priced with { Items = [.. items] }, db.Now);
                return Task.FromResult(draft);
            }
        );
    }
}

using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Documents;
using Paraphe.Features.EInvoicing;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>What becomes of an invoice: issued, mailed, paid, credited, handed over; and its files.</summary>
internal static class InvoiceActsApi
{
    private const string Pdf = "application/pdf";
    private const string Xml = "application/xml";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static void Map(RouteGroupBuilder api)
    {
        var invoice = api.MapGroup("/invoices/{id:guid}").WithTags("Invoices");
        Act<IssueWish>(
            invoice.MapPost("/issue", Issue),
            "issueInvoice",
            "Issue a draft",
            "It draws its number without gaps and is frozen: from then on it is corrected by credit notes only."
        );
        Act<InvoiceSendWish>(
            invoice.MapPost("/send", Send),
            "sendInvoice",
            "Mail an issued invoice",
            "With its PDF and a link of its own."
        );
        Act<PaymentWish>(invoice.MapPost("/payments", Pay), "recordPayment", "Record a payment");
        Act<PaymentRemoveWish>(
            invoice.MapPost("/payments/{payment:guid}/remove", Remove),
            "removePayment",
            "Take back a payment that was recorded by mistake",
            "It stays to be read, with the reason, and counts no more."
        );
        invoice
            .MapPost("/remind", Remind)
            .WithName("remindOfInvoice")
            .Needs(Scopes.InvoicesWrite, "Remind of an invoice that is overdue", "By mail to those whom it was sent to.")
            .Gives<InvoiceWhole>()
            .Versioned();
        invoice
            .MapPost("/credit", Credit)
            .WithName("creditInvoice")
            .Needs(
                Scopes.InvoicesWrite,
                "Draft a credit note on an issued invoice",
                "Of all that is left of it, of an amount, or of lines."
            )
            .Takes<CreditWish>()
            .Gives<InvoiceWhole>(201)
            .Versioned();
        invoice
            .MapPost("/hand-over", HandOver)
            .WithName("handOverInvoice")
            .Needs(
                Scopes.InvoicesWrite,
                "Hand an issued invoice over to a network",
                "Through the door that the account set up; one that is on its way already goes on."
            )
            .Gives<HandOverJson>()
            .Finds();
        invoice
            .MapGet("/hand-overs", HandOvers)
            .WithName("listHandOvers")
            .Needs(Scopes.InvoicesRead, "How far an invoice got on its way to a network", "Newest first; all of them on one page.")
            .Gives<Page<HandOverJson>>()
            .Finds();
        invoice
            .MapGet("/pdf", File)
            .WithName("getInvoicePdf")
            .Needs(
                Scopes.InvoicesRead,
                "The PDF of an issued invoice",
                "Factur-X: PDF/A-3 with the data inside. Made when it is first asked for; 503 while the renderer is busy."
            )
            .GivesFile(Pdf)
            .Finds();
        invoice
            .MapGet("/ubl", (Guid id, Db db, CancellationToken stop) => Data(id, HandOverFormat.Ubl, db, stop))
            .WithName("getInvoiceUbl")
            .Needs(Scopes.InvoicesRead, "An issued invoice as UBL 2.1, as Peppol BIS Billing 3.0 wants it")
            .GivesFile(Xml)
            .Finds();
        invoice
            .MapGet("/cii", (Guid id, Db db, CancellationToken stop) => Data(id, HandOverFormat.Cii, db, stop))
            .WithName("getInvoiceCii")
            .Needs(Scopes.InvoicesRead, "An issued invoice as UN/CEFACT CII")
            .GivesFile(Xml)
            .Finds();
    }

    private static void Act<T>(RouteHandlerBuilder route, string name, string summary, string description = "")
        where T : class =>
        route.WithName(name).Needs(Scopes.InvoicesWrite, summary, description).Takes<T>().Gives<InvoiceWhole>().Versioned();

    private static async Task<Answer> Issue(
        Guid id,
        Body<IssueWish> body,
        HttpContext http,
        Db db,
        Invoicing invoicing,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var seen = await InvoicesApi.Find(db, http, id, stop);
        try
        {
            var issued = await invoicing.Issue(id, seen.Version, wish.On, Me.Of(http.User)!.AsActor, stop);
            return await InvoicesApi.Whole(issued, db, stop);
        }
        catch (BrokenRuleException broken)
        {
            // What is missing stands in the draft, the customer or the settings, not in this body.
            throw new BrokenRuleException(broken.Rule, broken.Field == "issuedOn" ? "on" : null, [.. broken.Args]);
        }
    }

    private static async Task<Answer> Send(
        Guid id,
        Body<InvoiceSendWish> body,
        HttpContext http,
        Db db,
        InvoiceSending sending,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var invoice = await Issued(db, http, id, stop);
        var to = new List<(string Name, string Email)>();
        for (var place = 0; place < wish.Recipients.Count; place++)
        {
            var one = wish.Recipients[place];
            if (EmailAddress.Find(one.Email) is not { } email)
                throw ProblemException.At($"/recipients/{place}/email", texts["Shared.Error.Email"]);
            if (to.Exists(other => string.Equals(other.Email, email.Text, StringComparison.OrdinalIgnoreCase)))
                throw ProblemException.At($"/recipients/{place}/email", texts["Sending.Twice"]);
            to.Add((one.Name.Trim(), email.Text));
        }
        var standard = InvoiceMail.Standard(invoice.Read(), await db.Account(stop));
        sending.Send(
            invoice,
            to.Count > 0 ? to : await sending.Usual(invoice, stop),
            wish.Subject ?? standard.Subject,
            wish.Body ?? standard.Body,
            Me.Of(http.User)!.AsActor
        );
        return await Done(invoice, db, stop);
    }

    private static async Task<Answer> Remind(Guid id, HttpContext http, Db db, InvoiceSending sending, CancellationToken stop)
    {
        var invoice = await Issued(db, http, id, stop);
        await sending.Remind(invoice, await db.Today(stop), Me.Of(http.User)!.AsActor, stop);
        return await Done(invoice, db, stop);
    }

    private static async Task<Answer> Pay(Guid id, Body<PaymentWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        var invoice = await InvoicesApi.Find(db, http, id, stop);
        var today = await db.Today(stop);
        var told = new PaymentTold(
            wish.Amount!.Value,
            wish.Currency ?? invoice.Currency,
            wish.PaidOn ?? today,
            wish.Method,
            wish.Reference
        );
        invoice.Pay(db.NewId(), told, today, Me.Of(http.User)!.AsActor, db.Now);
        return await Done(invoice, db, stop);
    }

    private static async Task<Answer> Remove(
        Guid id,
        Guid payment,
        Body<PaymentRemoveWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var invoice = await InvoicesApi.Find(db, http, id, stop);
        if (invoice.Payments.All(one => one.Id != payment))
            throw ProblemException.NotFound();
        invoice.RemovePayment(payment, wish.Why!, Me.Of(http.User)!.AsActor, db.Now);
        return await Done(invoice, db, stop);
    }

    private static async Task<Answer> Credit(
        Guid id,
        Body<CreditWish> body,
        HttpContext http,
        Db db,
        InvoiceMaking making,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        if (wish.Amount is not null && wish.Lines.Count > 0)
            throw ProblemException.At("/amount", "Either an amount or lines.");
        var invoice = await InvoicesApi.Find(db, http, id, stop);
        var lines = wish.Lines.Count > 0 ? QuantityJson.All(wish.Lines) : null;
        return await InvoicesApi.Made(
            await making.Credit(invoice, wish.Reason!, wish.Amount, lines, Me.Of(http.User)!.AsActor, stop),
            db,
            stop
        );
    }

    private static async Task<Answer> HandOver(Guid id, HttpContext http, Db db, CancellationToken stop)
    {
        var invoice = await Issued(db, http, id, stop);
        return Answer.Ok(HandOverJson.Of(await db.HandOver(invoice, await db.Account(stop), stop)));
    }

    private static async Task<Answer> HandOvers(Guid id, Db db, CancellationToken stop)
    {
        await InvoicesApi.Find(db, id, stop);
        var rows = await db
            .HandOvers.AsNoTracking()
            .Where(row => row.InvoiceId == id)
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id)
            .Take(1_000)
            .ToListAsync(stop);
        return Answer.Page<HandOverJson>([.. rows.Select(HandOverJson.Of)]);
    }

    private static async Task<IResult> File(
        Guid id,
        HttpContext http,
        Db db,
        PrintedInvoices prints,
        FileStore files,
        CancellationToken stop
    )
    {
        var invoice = await Issued(db, id, stop);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var document = await prints.Of(id, patience.Token);
            return Results.Stream(await files.Open(document.FileHash, stop), Pdf, PrintedQuotes.FileName(invoice.Number!));
        }
        catch (Exception away)
            when (away is RenderUnavailableException || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // The renderer is busy or down; everything else works on.
            http.Response.Headers.RetryAfter = "10";
            return Problem.Of(503, "Service unavailable", "The renderer is busy: try again.");
        }
    }

    private static async Task<IResult> Data(Guid id, HandOverFormat format, Db db, CancellationToken stop)
    {
        var file = StructuredFiles.Xml((await Issued(db, id, stop)).Read(), format);
        return Results.Bytes(file.Bytes, Xml, file.Name);
    }

    private static async Task<Answer> Done(Invoice invoice, Db db, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        return await InvoicesApi.Whole(invoice, db, stop);
    }

    // A draft has no file yet.
    private static async Task<Invoice> Issued(Db db, Guid id, CancellationToken stop) =>
        await InvoicesApi.Find(db, id, stop) is { IsDraft: false } invoice ? invoice : throw ProblemException.NotFound();

    private static async Task<Invoice> Issued(Db db, HttpContext http, Guid id, CancellationToken stop) =>
        await InvoicesApi.Find(db, http, id, stop) is { IsDraft: false } invoice
            ? invoice
            : throw new BrokenRuleException("Rules.InvoiceNotIssued");
}

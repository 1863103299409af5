using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class SendApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var quote = api.MapGroup("/quotes/{id:guid}").WithTags("Quotes");
        quote
            .MapPost("/send", Send)
            .WithName("sendQuote")
            .Needs(
                Scopes.QuotesWrite,
                "Send a quote, now or later",
                "Freezes the next revision and mails it, with a link of their own, to the recipients. It answers open wishes."
            )
            .Takes<SendWish>()
            .Gives<QuoteWhole>()
            .Versioned();
        quote
            .MapPost("/unschedule", Unschedule)
            .WithName("unscheduleQuote")
            .Needs(Scopes.QuotesWrite, "Give up a planned send", "The quote can be edited and sent again.")
            .Gives<QuoteWhole>()
            .Versioned();
        quote
            .MapGet("/deliveries", Deliveries)
            .WithName("listDeliveries")
            .Needs(Scopes.QuotesRead, "To whom a quote was sent, and who opened it", "Newest first; all of them on one page.")
            .Gives<Page<DeliveryJson>>()
            .Finds();
    }

    private static async Task<Answer> Send(
        Guid id,
        Body<SendWish> body,
        HttpContext http,
        Db db,
        QuoteParties parties,
        QuoteSending sending,
        Pen pen,
        AddedFiles added,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var quote = await QuotesApi.Find(db, http, id, stop);
        var account = await db.Account(stop);
        var people = await parties.Of(quote, account, stop);
        var recipients = await Recipients(wish, quote, people.Customer, db, texts, stop);
        var at = wish.At ?? db.Now;
        var until = wish.ValidUntil ?? account.Today(at).AddDays(quote.ValidDays ?? account.Settings.ValidityDays);
        var standard = QuoteMail.Standard(quote.Foresee(account, people.Customer ?? new(), people.Seller, until, db.Now), account);
        var me = Me.Of(http.User)!;
        var plan = new PlannedSend(
            Key: db.NewId(),
            At: at,
            By: me.Id,
            ByName: me.Name,
            Recipients: [.. recipients],
            Subject: wish.Subject ?? standard.Subject,
            Body: wish.Body ?? standard.Body,
            ValidUntil: until,
            AttachPdf: wish.AttachPdf ?? account.Settings.AttachPdf,
            AllSign: wish.AllSign ?? account.Settings.Policies.AllSignersSign,
            ViaRequest: wish.ViaRequest && quote.RequestId is not null,
            Files: [.. await added.Keep([], await pen.Files(wish.Files, stop), stop)]
        );
        if (wish.At is not null)
        {
            Plan(() => quote.Plan(plan, account, people.Customer, me.AsActor, db.Now));
            db.Enqueue(new SendPlanned(quote.Id, plan.Key), plan.At);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        else
        {
            if (quote.Planned is not null)
                throw new BrokenRuleException("Rules.QuotePlanned");
            var links = sending.LinksFor(recipients);
            await db.InTransaction(() => sending.Send(quote, account, people, plan, links, me.AsActor), CancellationToken.None);
        }
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static async Task<Answer> Unschedule(Guid id, HttpContext http, Db db, CancellationToken stop)
    {
        var quote = await QuotesApi.Find(db, http, id, stop);
        quote.CancelPlan(Me.Of(http.User)!.AsActor, db.Now);
        await db.SaveChangesAsync(stop);
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static async Task<Answer> Deliveries(Guid id, Db db, CancellationToken stop)
    {
        await QuotesApi.EnsureThere(db, id, stop);
        var rows = await db
            .Deliveries.AsNoTracking()
            .Where(row => row.QuoteId == id)
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id)
            .Take(1_000)
            .ToListAsync(stop);
        return Answer.Page<DeliveryJson>([.. rows.Select(DeliveryJson.Of)]);
    }

    private static async Task<List<Recipient>> Recipients(
        SendWish wish,
        Quote quote,
        Domain.Customers.CustomerDetails? customer,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var all = new List<Recipient>();
        for (var place = 0; place < wish.Recipients.Count; place++)
        {
            var to = wish.Recipients[place];
            if (EmailAddress.Find(to.Email) is not { } email)
                throw ProblemException.At($"/recipients/{place}/email", texts["Shared.Error.Email"]);
            if (all.Exists(other => string.Equals(other.Email, email.Text, StringComparison.OrdinalIgnoreCase)))
                throw ProblemException.At($"/recipients/{place}/email", texts["Sending.Twice"]);
            if (
                to.ContactId is { } contact
                && !await db.Contacts.AnyAsync(row => row.Id == contact && row.CustomerId == quote.CustomerId, stop)
            )
                throw ProblemException.At($"/recipients/{place}/contactId", "The customer has no such contact.");
            all.Add(new Recipient(to.Name.Trim(), email.Text, to.Role, to.ContactId));
        }
        if (all.Count == 0 && customer is { Email.Length: > 0 })
            all.Add(new Recipient(customer.Name, customer.Email, RecipientRole.Signer));
        if (all.Count == 0)
            throw ProblemException.At("/recipients", texts["Rules.NoRecipient"]);
        if (!all.Exists(to => to.Role == RecipientRole.Signer))
            throw ProblemException.At("/recipients", texts["Sending.NoSigner"]);
        return all;
    }

    // What the form calls later is called at here.
    private static void Plan(Action act)
    {
        try
        {
            act();
        }
        catch (BrokenRuleException broken) when (broken.Field == "later")
        {
            throw new BrokenRuleException(broken.Rule, "at", [.. broken.Args]);
        }
    }
}

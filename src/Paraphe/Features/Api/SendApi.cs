using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

internal static class SendApi
{
    private const int MostRecipients = 20;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/quotes/{id:guid}/send", Send)
            .WithTags("Quotes")
            .WithName("sendQuote")
            .Needs(Scopes.QuotesWrite, "Freezes the next revision and mails it, with a link of their own, to the recipients")
            .Takes<SendWish>()
            .Gives<QuoteWhole>()
            .Finds();

    private static async Task<Answer> Send(
        Guid id,
        Body<SendWish> body,
        HttpContext http,
        Db db,
        QuoteParties parties,
        QuoteSending sending,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Value;
        var quote = await QuotesApi.Find(db, id, stop);
        http.EnsureMatch(quote);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var people = await parties.Of(quote, account, stop);
        var recipients = wish.Recipients.Select((to, place) => Valid(to, place, texts)).ToList();
        if (recipients.Count == 0 && people.Customer is { Email.Length: > 0 } customer)
            recipients.Add(new Recipient(customer.Name, customer.Email, RecipientRole.Signer));
        if (recipients.Count is 0 or > MostRecipients || !recipients.Exists(to => to.Role == RecipientRole.Signer))
            throw ProblemException.At("/recipients", texts["Rules.NoRecipient"]);
        var until = wish.ValidUntil ?? account.Today(db.Now).AddDays(quote.ValidDays ?? account.Settings.ValidityDays);
        var standard = QuoteMail.Standard(quote.Foresee(account, people.Customer ?? new(), people.Seller, until, db.Now), account);
        var me = Me.Of(http.User)!;
        var links = sending.LinksFor(recipients);
        var plan = new PlannedSend(
            Key: db.NewId(),
            At: db.Now,
            By: me.Id,
            ByName: me.Name,
            Recipients: [.. recipients],
            Subject: wish.Subject ?? standard.Subject,
            Body: wish.Body ?? standard.Body,
            ValidUntil: until,
            AttachPdf: wish.AttachPdf ?? account.Settings.AttachPdf,
            AllSign: account.Settings.Policies.AllSignersSign,
            ViaRequest: false,
            Files: []
        );
        await db.InTransaction(() => sending.Send(quote, account, people, plan, links, me.AsActor), CancellationToken.None);
        return await QuotesApi.Whole(quote, db, stop);
    }

    private static Recipient Valid(RecipientJson to, int place, Texts texts) =>
        EmailAddress.Find(to.Email) is { } email
            ? new Recipient(to.Name, email.Text, to.Role)
            : throw ProblemException.At($"/recipients/{place}/email", texts["Shared.Error.Email"]);
}

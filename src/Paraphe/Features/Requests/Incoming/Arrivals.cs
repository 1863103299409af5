using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Customers;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Replying;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>Puts a mail into a conversation: one that goes on, or a new request's.</summary>
public sealed class Arrivals(Db db, Threads threads, Scribe scribe, MailPlaces places)
{
    public async Task Join(Request request, Arrival arrival, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var message = await scribe.Write(arrival, request.ConversationId, account, null, await Member(arrival, stop), stop);
        db.Messages.Add(message);
        request.Receive(message);
    }

    public async Task Begin(Arrival arrival, CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var member = await Member(arrival, stop);
        var forwarded = member is null ? null : await Forwarded(arrival.Message, account, stop);
        var conversation = new Conversation(db.NewId(), db.AccountId, db.Now);
        var message = await scribe.Write(arrival, conversation.Id, account, forwarded, member, stop);
        var words = forwarded?.Text ?? Quoted.Split(message.Text).Own;
        var subject = forwarded is { Subject.Length: > 0 } ? forwarded.Subject : Subjects.Bare(arrival.Message.Subject);
        var country = account.Profile.Address.Country;
        var request = new Request(
            db.NewId(),
            db.AccountId,
            conversation.Id,
            Signature.Read(words, message.FromName, message.FromEmail, country),
            subject,
            RequestSource.Mail,
            db.Now
        );
        request.Speaks(SpokenLanguage.Guess(words));
        request.Begin(words.Trim());
        request.Receive(message);
        if (SpamMarks.AreIn(arrival.Message))
            request.MarkSpam(db.Now);
        request.PerhapsBelongsTo(await threads.Resembling(request, stop));
        await LinkToKnown(request, stop);
        db.Conversations.Add(conversation);
        db.Messages.Add(message);
        db.Requests.Add(request);
        if (
            !request.IsSpam
            && forwarded is null
            && member is null
            && account.Settings.Requests.AutoReply
            && arrival.Auto == AutoMailKind.None
        )
            db.Enqueue(new AnswerAutomatically(request.Id, message.Id));
    }

    /// <summary>A sender who is one customer's e-mail already needs no dialog.</summary>
    private async Task LinkToKnown(Request request, CancellationToken stop)
    {
        if (request.Email.Length == 0)
            return;
        var ids = await db.CustomersAt(request.Email).OrderBy(id => id).Take(2).ToListAsync(stop);
        if (ids is [var id] && await db.Customers.SingleOrDefaultAsync(row => row.Id == id, stop) is { } customer)
            request.LinkTo(customer);
    }

    private async Task<ForwardedMail?> Forwarded(MailMessage message, Account account, CancellationToken stop)
    {
        var members = await db.Users.Select(row => row.NormalizedEmail).ToListAsync(stop);
        var own = members.OfType<string>().Append(places.RequestsOf(account)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return ForwardedMail.Find(message, address => own.Contains(address) || places.IsOurs(address));
    }

    private async Task<Member?> Member(Arrival arrival, CancellationToken stop)
    {
        if (arrival.Message.Sender is not { } sender)
            return null;
        var email = sender.Address.ToUpperInvariant();
        return await db.Users.SingleOrDefaultAsync(row => row.NormalizedEmail == email && row.DisabledAt == null, stop);
    }
}

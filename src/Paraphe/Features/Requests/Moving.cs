using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Moves messages between conversations. Each runs in the caller's transaction.</summary>
public sealed class Moving(Db db, Me me)
{
    /// <summary>All of one request goes to another; its reply address leads there, its quotes go along.</summary>
    public async Task Join(Request request, Request other, CancellationToken stop)
    {
        var from = await db.Conversations.SingleAsync(row => row.Id == request.ConversationId, stop);
        var to = await db.Conversations.SingleAsync(row => row.Id == other.ConversationId, stop);
        foreach (var message in await db.Messages.Where(row => row.ConversationId == from.Id).ToListAsync(stop))
        {
            message.MoveTo(to.Id);
            if (message.Kind == MessageKind.In)
                other.Receive(message);
        }
        from.JoinTo(to);
        foreach (var quote in await db.Quotes.Where(row => row.RequestId == request.Id).ToListAsync(stop))
            quote.FromRequest(other.Id);
        await db
            .OutgoingMails.Where(row => row.RequestId == request.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.RequestId, other.Id), stop);
        foreach (var waiting in await db.Requests.Where(row => row.PerhapsOfId == request.Id).ToListAsync(stop))
            waiting.PerhapsBelongsTo(other.Id == waiting.Id ? null : other.Id);
        other.Read();
        db.Requests.Remove(request);
        db.Note(other, me.AsActor, "joined", request.Subject, other.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    public async Task Move(Message message, Request from, Request to, CancellationToken stop)
    {
        message.MoveTo(to.ConversationId);
        to.Receive(message);
        to.Read();
        db.Note(from, me.AsActor, "movedAway", to.Subject, to.Id.ToString());
        db.Note(to, me.AsActor, "movedHere", from.Subject, from.Id.ToString());
        await db.SaveChangesAsync(stop);
    }

    public async Task<Request> SplitOff(Request request, Message message, Account account, CancellationToken stop)
    {
        var conversation = new Conversation(db.NewId(), db.AccountId, db.Now);
        var words = Quoted.Split(message.Text).Own;
        var requester = Signature.Read(words, message.FromName, message.FromEmail, account.Profile.Address.Country);
        var made = new Request(
            db.NewId(),
            db.AccountId,
            conversation.Id,
            requester,
            Subjects.Bare(message.Subject),
            RequestSource.Mail,
            message.At
        );
        made.Speaks(SpokenLanguage.Guess(words));
        made.Receive(message);
        made.Read();
        message.MoveTo(conversation.Id);
        db.Conversations.Add(conversation);
        db.Requests.Add(made);
        db.Note(request, me.AsActor, "splitOff", made.Subject, made.Id.ToString());
        await db.SaveChangesAsync(stop);
        return made;
    }
}

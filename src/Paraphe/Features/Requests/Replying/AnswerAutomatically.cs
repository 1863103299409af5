using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Requests.Replying;

/// <summary>The automatic reply to a new request (RQ 11), at most one a sender and day.</summary>
public sealed record AnswerAutomatically(Guid RequestId, Guid MessageId) : IJob;

public sealed class AnswerAutomaticallyHandler(Db db, MailPlaces places, Texts texts) : IHandle<AnswerAutomatically>
{
    public async Task Run(AnswerAutomatically job, CancellationToken stop)
    {
        if (
            await db.Requests.SingleOrDefaultAsync(row => row.Id == job.RequestId, stop) is not { IsSpam: false } request
            || !Mailbox.IsAddress(request.Email)
        )
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        if (!account.Settings.Requests.AutoReply)
            return;
        // The id stands for sender and day: whoever else runs at the same time cannot write a second one.
        var day = account.Today(db.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{db.AccountId} {request.Email} {day}")).AsSpan(0, 16));
        if (await db.Messages.AnyAsync(row => row.Id == id, stop))
            return;
        var reply = Write(id, request, account);
        db.Messages.Add(reply);
        request.Answer(reply);
        db.Enqueue(new SendReply(reply.Id));
        await db.SaveChangesAsync(stop);
    }

    private Message Write(Guid id, Request request, Account account)
    {
        var language = Languages.All.Any(known => known.Code == request.Language) ? request.Language : account.Language;
        var words = texts.In(language);
        var own = account.Settings.Requests.AutoReplyTexts.GetValueOrDefault(language);
        var (subject, body) = (
            own is { Subject.Length: > 0 } ? own.Subject : words["Requests.AutoReply.Subject"],
            own is { Body.Length: > 0 } ? own.Body : words["Requests.AutoReply.Body"]
        );
        return new Message(id, db.AccountId, request.ConversationId, MessageKind.Out, new Party(account.Profile.Name, ""), db.Now)
        {
            To = [new Party(request.Requester.Name, request.Requester.Email)],
            Subject = ReplyPlaceholders.Fill(subject, request, account, "", words),
            Text = ReplyPlaceholders.Fill(body, request, account, "", words),
            MessageId = MessageIds.New(places.Domain),
            IsAutomatic = true,
        };
    }
}

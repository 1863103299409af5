using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Requests.Replying;

/// <summary>A quote sent via its request (RQ 7): its mail goes on with the conversation, and stands in it.</summary>
public sealed class QuoteInThread(Db db, RequestThread threads)
{
    /// <returns>Null when the request is gone.</returns>
    public async Task<(Request Request, MailThread Thread)?> Of(
        Delivery delivery,
        FrozenQuote frozen,
        Account account,
        CancellationToken stop
    )
    {
        var id = await db.Quotes.Where(row => row.Id == delivery.QuoteId).Select(row => row.RequestId).SingleAsync(stop);
        if (id is null || await db.Requests.SingleOrDefaultAsync(row => row.Id == id, stop) is not { } request)
            return null;
        return (request, await threads.After(request.ConversationId, account, frozen.Seller.Name, null, stop));
    }

    /// <summary>Puts the mail into the conversation, once; saved by the caller.</summary>
    public async Task Write(Dispatch dispatch, OutgoingMail mail, FrozenQuote frozen, CancellationToken stop)
    {
        if (await db.Messages.AnyAsync(row => row.OutgoingId == mail.Id, stop))
            return;
        var request = await db.Requests.SingleAsync(row => row.Id == dispatch.RequestId, stop);
        var message = new Message(
            db.NewId(),
            db.AccountId,
            request.ConversationId,
            MessageKind.Out,
            new Party(frozen.Seller.Name, frozen.Seller.Email),
            db.Now
        )
        {
            To = [new Party(dispatch.To.Name ?? "", dispatch.To.Address)],
            Subject = mail.Subject,
            Text = dispatch.Letter.Body,
            MessageId = mail.MessageId,
            QuoteId = dispatch.QuoteId,
        };
        foreach (var file in dispatch.Attachments)
            message.Attach(db.NewId(), file.Name, file.ContentType, HashOf(file), file.Content.Length);
        message.LeavesAs(mail.Id);
        db.Messages.Add(message);
        request.Answer(message);
        db.Announce($"account:{db.AccountId}", $"request-{request.Id}");
    }

    // The PDF came out of the file store: its name there is its content.
    private static string HashOf(Platform.Mail.OutgoingFile file) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Content.Span));
}

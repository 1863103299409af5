using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Features.Requests.Words;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>Finds the conversation that a mail goes on with (RQ 5): the token in the address first, then the ids in its headers.</summary>
public sealed class Threads(Db db, MailPlaces places)
{
    private static readonly string[] AddressFields = ["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Forwarded-To"];

    /// <summary>An address at which we receive, in this account.</summary>
    public async Task<bool> IsOurs(string address, CancellationToken stop) =>
        places.IsOurs(address) && await places.Find(address, stop) is { } place && place.AccountId == db.AccountId;

    public async Task<Request?> Find(Arrival arrival, MailPlace place, CancellationToken stop)
    {
        if (place is { Kind: MailPlaceKind.Conversation, Id: { } named } && await RequestOf(named, stop) is { } addressed)
            return addressed;
        // Gateways deliver to another address than the one in the header.
        foreach (var text in AddressFields.SelectMany(arrival.Message.Headers.All))
            if (places.ConversationIn(text) is { } conversation && await RequestOf(conversation, stop) is { } found)
                return found;
        if (place is { Kind: MailPlaceKind.Mail, Id: { } mail } && await RequestOfMail(mail, stop) is { } returned)
            return returned;
        var ids = arrival.Message.InReplyTo.Concat(arrival.Message.References.Reverse()).Distinct(StringComparer.Ordinal).Take(40).ToList();
        return ids.Count == 0 ? null : await RequestOfIds(ids, stop);
    }

    /// <summary>A request of the same sender about the same subject in the last months: perhaps the same; a member says.</summary>
    public async Task<Guid?> Resembling(Request request, CancellationToken stop)
    {
        if (request.Email.Length == 0)
            return null;
        var since = request.ReceivedAt.AddDays(-90);
        var others = await db
            .Requests.Where(row => row.Email == request.Email && row.Id != request.Id && !row.IsSpam && row.LastMessageAt >= since)
            .OrderByDescending(row => row.LastMessageAt)
            .Take(20)
            .Select(row => new { row.Id, row.Subject })
            .ToListAsync(stop);
        return others.Find(row => Subjects.AreSame(row.Subject, request.Subject))?.Id;
    }

    private async Task<Request?> RequestOfIds(List<string> ids, CancellationToken stop)
    {
        var found = await db
            .Messages.Where(row => ids.Contains(row.MessageId))
            .Select(row => new { row.MessageId, row.ConversationId })
            .ToListAsync(stop);
        // The nearest ancestor knows best: In-Reply-To, then the latest of References.
        foreach (var id in ids)
            if (found.Find(row => row.MessageId == id) is { } row && await RequestOf(row.ConversationId, stop) is { } request)
                return request;
        var mails = await db
            .OutgoingMails.Where(row => ids.Contains(row.MessageId) && row.RequestId != null)
            .OrderByDescending(row => row.Id)
            .Select(row => row.RequestId)
            .Take(1)
            .ToListAsync(stop);
        return mails is [{ } only] ? await db.Requests.SingleOrDefaultAsync(row => row.Id == only, stop) : null;
    }

    private async Task<Request?> RequestOfMail(Guid mail, CancellationToken stop)
    {
        var id = await db.OutgoingMails.Where(row => row.Id == mail).Select(row => row.RequestId).SingleOrDefaultAsync(stop);
        return id is null ? null : await db.Requests.SingleOrDefaultAsync(row => row.Id == id, stop);
    }

    private async Task<Request?> RequestOf(Guid conversation, CancellationToken stop)
    {
        var at = conversation;
        for (var hops = 0; hops < 10; hops++)
        {
            if (await db.Requests.SingleOrDefaultAsync(row => row.ConversationId == at, stop) is { } request)
                return request;
            if (await db.Conversations.Where(row => row.Id == at).Select(row => row.JoinedToId).SingleOrDefaultAsync(stop) is not { } next)
                return null;
            at = next;
        }
        return null;
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Json;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Notices;

/// <summary>
/// Tells members what happened, each as he chose (AC 4). Reactions enqueue it, so that the change they follow from commits first.
/// </summary>
/// <param name="Id">Of the telling, made by who enqueues: a second run rings no second time.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
/// <param name="Args">Of the kind's text: for quotes who, number, title; more as its text says.</param>
/// <param name="Url">Path of the place it opens.</param>
public sealed record RingBell(
    Guid Id,
    IReadOnlyList<Guid> Members,
    string Kind,
    IReadOnlyList<string> Args,
    string Url,
    Guid? QuoteId = null
) : IJob;

public sealed class Bell(Db db) : IHandle<RingBell>
{
    public async Task Run(RingBell job, CancellationToken stop)
    {
        var ids = job.Members.Select(member => IdOf(job.Id, member)).ToList();
        if (await db.Notices.AnyAsync(notice => ids.Contains(notice.Id), stop))
            return;
        await Ring(db, job, stop);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The same within a transaction that is under way; saved by the caller.</summary>
    public static async Task Ring(Db db, RingBell what, CancellationToken stop = default)
    {
        var members = await db
            .Users.Where(member => what.Members.Contains(member.Id) && member.DisabledAt == null)
            .Select(member => new { member.Id, member.Notices })
            .ToListAsync(stop);
        foreach (var member in members)
        {
            if (!member.Notices.NoBell.Contains(what.Kind, StringComparer.Ordinal))
                db.Notices.Add(NoticeFor(db, member.Id, what));
            if (!member.Notices.NoMail.Contains(what.Kind, StringComparer.Ordinal))
                db.Enqueue(new MailNotice(IdOf(what.Id, member.Id), member.Id, what.Kind, what.Args, what.Url, what.QuoteId));
        }
    }

    private static Notice NoticeFor(Db db, Guid member, RingBell what) =>
        new()
        {
            Id = IdOf(what.Id, member),
            AccountId = db.AccountId,
            MemberId = member,
            Kind = what.Kind,
            Args = JsonSerializer.Serialize(what.Args, DomainJson.Options),
            Url = what.Url,
            QuoteId = what.QuoteId,
            At = db.Now,
        };

    private static Guid IdOf(Guid telling, Guid member) =>
        new(SHA256.HashData([.. telling.ToByteArray(), .. member.ToByteArray()]).AsSpan(0, 16));
}

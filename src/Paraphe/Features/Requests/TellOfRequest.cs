using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Requests;

/// <summary>Rings the bell of those who answer requests: of its assignee, or of all while it has none.</summary>
public sealed record TellOfRequest(Guid Id, Guid RequestId, bool IsNew, string Who) : IJob;

public sealed class TellOfRequestHandler(Db db) : IHandle<TellOfRequest>
{
    public async Task Run(TellOfRequest job, CancellationToken stop)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.RequestId, stop);
        if (request is null or { IsSpam: true })
            return;
        var members = await db.Users.Where(row => row.DisabledAt == null).Select(row => new { row.Id, row.Role }).ToListAsync(stop);
        var told =
            request.AssigneeId is { } assignee && members.Exists(member => member.Id == assignee)
                ? [assignee]
                : members.Where(member => member.Role.May(Permission.EditRequests)).Select(member => member.Id).ToList();
        var kind = job.IsNew ? NoticeKinds.RequestReceived : NoticeKinds.RequestReplied;
        // The bell checks by this id: a second run rings no second time.
        db.Enqueue(new RingBell(job.Id, told, kind, [job.Who, request.Subject], $"/requests/{request.Id}"));
        await db.SaveChangesAsync(stop);
    }
}

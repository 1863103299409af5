using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Features.Jobs;

/// <summary>Rings for the Owners when work was given up: only they can try it again.</summary>
/// <param name="Id">Of the telling: a second run rings no second time.</param>
public sealed record TellOfFailedJob(Guid Id, string Kind) : IJob
{
    public static void FollowOn(JobGivenUp given, Db db)
    {
        // Bad news about bad news would never end.
        if (given.Kind is not (nameof(TellOfFailedJob) or nameof(RingBell) or nameof(MailNotice)))
            db.Enqueue(new TellOfFailedJob(db.NewId(), given.Kind));
    }
}

public sealed class TellOfFailedJobHandler(Db db) : IHandle<TellOfFailedJob>
{
    public async Task Run(TellOfFailedJob job, CancellationToken stop)
    {
        var owners = await db
            .Users.Where(member => member.Role == Role.Owner && member.DisabledAt == null)
            .Select(member => member.Id)
            .ToListAsync(stop);
        db.Enqueue(new RingBell(job.Id, owners, NoticeKinds.JobFailed, [job.Kind], "/settings/jobs"));
        await db.SaveChangesAsync(stop);
    }
}

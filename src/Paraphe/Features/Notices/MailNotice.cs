using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Mail;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Notices;

/// <summary>Writes a notice to a member who wants it by mail, in his language.</summary>
/// <param name="Id">Of the notice: it is mailed once.</param>
public sealed record MailNotice(Guid Id, Guid MemberId, string Kind, IReadOnlyList<string> Args, string Url, Guid? QuoteId) : IJob;

public sealed class MailNoticeHandler(Db db, Post post, Texts texts, Settings settings) : IHandle<MailNotice>
{
    public async Task Run(MailNotice job, CancellationToken stop)
    {
        var member = await db.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.MemberId, stop);
        if (member is not { DisabledAt: null, Email: { } address } || !Mailbox.IsAddress(address))
            return;
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var theirs = texts.In(member.Language.Length > 0 ? member.Language : account.Locale);
        var line = NoticeLine.Say(job.Kind, job.Args, theirs);
        var letter = new Letter
        {
            Language = theirs.Language,
            Company = account.Profile.Name,
            Brand = account.Settings.BrandColour,
            Body = $"{theirs["Notices.Mail.Hello", member.Name]}\n\n{line}.",
            Buttons = [(theirs["Notices.Mail.Open"], settings.PublicUrl + job.Url)],
            Foot = theirs["Notices.Mail.Why", settings.PublicUrl + "/account/notices"],
        };
        await post.Add(
            new Dispatch($"notice/{job.Id:N}", new Mailbox(member.Name, address), line, letter) { Automatic = true, QuoteId = job.QuoteId },
            account,
            stop
        );
        await db.SaveChangesAsync(stop);
    }
}

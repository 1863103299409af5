using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Mail;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Mail;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Portal;

/// <summary>Mails the one-time link of the portal's home.</summary>
public sealed record MailHomeLink(Guid LinkId, string ProtectedToken) : IJob;

public sealed class MailHomeLinkHandler(Db db, Post post, Homes homes, Settings settings, Texts texts) : IHandle<MailHomeLink>
{
    public async Task Run(MailHomeLink job, CancellationToken stop)
    {
        var link = await db.HomeLinks.AsNoTracking().SingleAsync(row => row.Id == job.LinkId, stop);
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var words = texts.In(account.Locale);
        var letter = new Letter
        {
            Language = words.Language,
            Company = account.Profile.Name,
            Brand = account.Settings.BrandColour,
            Heading = words["Portal.Home.MailHeading"],
            Body = words["Portal.Home.MailBody", account.Profile.Name],
            Buttons = [(words["Portal.Home.MailButton"], $"{settings.PublicUrl}/portal/enter/{homes.Reveal(job.ProtectedToken)}")],
            Foot = words["Portal.Home.MailFoot"],
        };
        await post.Add(
            new Dispatch(
                $"{OutgoingMail.SecretPrefix}home/{link.Id}",
                new Mailbox(null, link.Email),
                words["Portal.Home.MailSubject", account.Profile.Name],
                letter
            )
            {
                Automatic = true,
            },
            account,
            stop
        );
        await db.SaveChangesAsync(stop);
    }
}

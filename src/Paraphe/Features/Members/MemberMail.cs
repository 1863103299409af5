using Microsoft.EntityFrameworkCore;
using Paraphe.Features.Mail;
using Paraphe.Platform;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Web;
using Mailbox = Paraphe.Platform.Mail.Mailbox;

namespace Paraphe.Features.Members;

/// <summary>The letter that carries the link.</summary>
public sealed class MemberMail(Db db, MemberLinks links, Post post, Settings settings, Texts texts) : IHandle<SendMemberMail>
{
    public async Task Run(SendMemberMail job, CancellationToken stop)
    {
        var key = $"member/{job.Key}";
        if (await db.OutgoingMails.AnyAsync(mail => mail.Purpose == key, stop))
            return;
        // Disabled, or already in, since the job was written.
        var member = await db.Users.SingleOrDefaultAsync(m => m.Id == job.Member && m.DisabledAt == null, stop);
        if (member is null || (job.Purpose == LinkPurpose.Invitation) != (member.PasswordHash is null))
            return;
        var account = await db.Accounts.SingleAsync(stop);
        var words = texts.In(member.Language.Length > 0 ? member.Language : account.Locale);
        var token = await links.Add(member, job.Purpose, stop);
        var letter =
            job.Purpose == LinkPurpose.Invitation
                ? new Letter
                {
                    Language = words.Language,
                    Company = account.Profile.Name,
                    Brand = account.Settings.BrandColour,
                    Heading = words["Members.Mail.InvitationHeading", account.Profile.Name],
                    Body = words["Members.Mail.InvitationBody", member.Name, job.By, account.Profile.Name],
                    Buttons = [(words["Members.Mail.InvitationAct"], $"{settings.PublicUrl}/welcome/{token}")],
                    Foot = words["Members.Mail.InvitationFoot"],
                }
                : new Letter
                {
                    Language = words.Language,
                    Company = account.Profile.Name,
                    Brand = account.Settings.BrandColour,
                    Heading = words["Members.Mail.PasswordHeading"],
                    Body = words["Members.Mail.PasswordBody", member.Name],
                    Buttons = [(words["Members.Mail.PasswordAct"], $"{settings.PublicUrl}/new-password/{token}")],
                    Foot = words["Members.Mail.PasswordFoot"],
                };
        await post.Add(
            new Dispatch(key, new Mailbox(member.Name, member.Email!), letter.Heading, letter) { Automatic = true },
            account,
            stop
        );
        await db.SaveChangesAsync(stop);
    }
}

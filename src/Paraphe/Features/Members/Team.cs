using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Members;

/// <summary>The members of the account at work: who comes, what he may do, who leaves. There is always an Owner who can come in.</summary>
public sealed class Team(Db db, UserManager<Member> members)
{
    /// <exception cref="BrokenRuleException">The address belongs to a member already, of this account or another.</exception>
    public async Task<Member> Invite(string name, string email, Role role, Me by)
    {
        var member = new Member(db.NewId(), db.AccountId, name.Trim(), email.Trim(), role, db.Now) { InvitedAt = db.Now };
        return await db.InTransaction(async () =>
        {
            if (!(await members.CreateAsync(member)).Succeeded)
                throw new BrokenRuleException("Members.EmailTaken", "Email");
            await Mail(member, by);
            return member;
        });
    }

    public Task InviteAgain(Guid id, Me by) =>
        Change(
            id,
            async member =>
            {
                if (member is not { PasswordHash: null, DisabledAt: null })
                    throw new BrokenRuleException("Members.NotInvited");
                member.InvitedAt = db.Now;
                await Mail(member, by);
            }
        );

    public Task ChangeRole(Guid id, Role role) =>
        Change(
            id,
            async member =>
            {
                if (member.Role == Role.Owner && role != Role.Owner)
                    await EnsureAnotherOwner(member);
                member.Role = role;
            }
        );

    /// <summary>Ends his sessions with the next request of each; what he did stays under his name.</summary>
    public Task Disable(Guid id) =>
        Change(
            id,
            async member =>
            {
                await EnsureAnotherOwner(member);
                member.DisabledAt = db.Now;
                // Sessions and links of before do not come back when he does.
                await members.UpdateSecurityStampAsync(member);
                await db.MemberLinks.Where(link => link.MemberId == id).ExecuteDeleteAsync();
            }
        );

    public Task Enable(Guid id) =>
        Change(
            id,
            member =>
            {
                member.DisabledAt = null;
                return Task.CompletedTask;
            }
        );

    /// <summary>For who lost his phone and his recovery codes: the password alone lets him in again.</summary>
    public Task TakeSecondStep(Guid id) => Change(id, member => members.SetTwoFactorEnabledAsync(member, enabled: false));

    private Task Change(Guid id, Func<Member, Task> change) =>
        db.InTransaction(async () =>
        {
            // Two Owners taking each other's role at the same moment: the second waits here and then sees what the first did.
            if (!db.IsSqlite)
                await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Accounts" WHERE "Id" = {db.AccountId} FOR UPDATE""");
            var member = await db.Users.SingleOrDefaultAsync(m => m.Id == id) ?? throw new BrokenRuleException("Members.Unknown");
            await change(member);
            await db.SaveChangesAsync();
        });

    private async Task EnsureAnotherOwner(Member member)
    {
        if (
            member.Role == Role.Owner
            && !await db.Users.AnyAsync(m => m.Id != member.Id && m.Role == Role.Owner && m.DisabledAt == null && m.PasswordHash != null)
        )
            throw new BrokenRuleException("Members.LastOwner");
    }

    private async Task Mail(Member member, Me by)
    {
        db.Enqueue(new SendMemberMail(db.NewId(), member.Id, LinkPurpose.Invitation, by.Name));
        await db.SaveChangesAsync();
    }
}

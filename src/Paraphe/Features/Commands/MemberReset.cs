using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Accounts;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Commands;

/// <summary>For the only Owner who lost password, phone or recovery codes, and has nobody to ask: who holds the machine lets him in.</summary>
internal static class MemberReset
{
    public static readonly Command Command = new(
        "member reset",
        "--email E-MAIL --password PASSWORD|-",
        "gives a member a new password, takes away second step and lock-out, and ends his sessions",
        Run
    )
    {
        Named = ["email", "password"],
    };

    private static async Task<int> Run(Call call)
    {
        call.Arguments.NoWords();
        var email = call.Arguments.Need("email");
        var password = call.Arguments.Need("password");
        if (password == "-")
            password = Console.In.ReadLine() ?? "";
        var db = call.The<Db>();
        var members = call.The<UserManager<Member>>();
        // An address belongs to one member of the installation, whatever his account.
        var found = await members.FindByEmailAsync(email) ?? throw new RefusedException($"Nobody signs in as “{email}”.");
        call.The<Tenant>().Enter(found.AccountId);
        await db.InTransaction(async () =>
        {
            var member = await db.Users.SingleAsync(one => one.Id == found.Id);
            (member.LockoutEnd, member.AccessFailedCount, member.DisabledAt) = (null, 0, null);
            await members.RemovePasswordAsync(member);
            if ((await members.AddPasswordAsync(member, password)).Errors.FirstOrDefault() is { } error)
                throw NewAccount.Broken(error);
            await members.SetTwoFactorEnabledAsync(member, enabled: false);
            await members.ResetAuthenticatorKeyAsync(member);
            await members.UpdateSecurityStampAsync(member);
            await db.SaveChangesAsync();
        });
        call.Print("member", found.Email!);
        call.Print("sign-in", $"{call.The<Paraphe.Platform.Settings>().PublicUrl}/sign-in");
        return 0;
    }
}

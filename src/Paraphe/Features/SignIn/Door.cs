using Microsoft.AspNetCore.Identity;
using Paraphe.Platform.Data;

namespace Paraphe.Features.SignIn;

/// <summary>Lets members in. Whoever knocks, known or not, gets the same answers in about the same time.</summary>
public sealed class Door(UserManager<Member> members, SignInManager<Member> signIn, Tenant tenant, Tries tries)
{
    // Longer than a check of a password and a commit take, so that their absence does not show.
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(300);
    private static readonly PasswordHasher<Member> Hasher = new();
    private static readonly string NobodysHash = Hasher.HashPassword(null!, Guid.NewGuid().ToString());

    public async Task<SignInResult> Open(string email, string password, bool stay)
    {
        var least = Task.Delay(Refusal);
        var result = await Check(email, password, stay);
        if (!result.Succeeded && !result.RequiresTwoFactor)
            await least;
        return result;
    }

    /// <summary>The second step of who gave the right password: six digits of an app, or a recovery code.</summary>
    public async Task<SignInResult> OpenWithCode(string code, bool stay)
    {
        if (await Waiting() is not { } member)
            return SignInResult.NotAllowed;
        tenant.Enter(member.AccountId);
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        return plain.All(char.IsAsciiDigit)
            ? await signIn.TwoFactorAuthenticatorSignInAsync(plain, stay, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(plain.ToUpperInvariant());
    }

    /// <summary>The member whose password was right and whose code is asked for; null when nobody's, or too long ago.</summary>
    public Task<Member?> Waiting() => signIn.GetTwoFactorAuthenticationUserAsync();

    /// <summary>A passkey is both steps at once: the device has it, and knows its person.</summary>
    public async Task<SignInResult> OpenWithPasskey(string credential, bool stay)
    {
        var shown = await signIn.PerformPasskeyAssertionAsync(credential);
        if (!shown.Succeeded)
            return SignInResult.Failed;
        tenant.Enter(shown.User.AccountId);
        if (!await signIn.CanSignInAsync(shown.User))
            return SignInResult.NotAllowed;
        // Keeps the passkey's counter, which tells copies.
        if (!(await members.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey)).Succeeded)
            return SignInResult.Failed;
        await signIn.SignInAsync(shown.User, stay);
        return SignInResult.Success;
    }

    private async Task<SignInResult> Check(string email, string password, bool stay)
    {
        if (tries.AreUsedUp(email))
            return SignInResult.LockedOut;
        var member = await members.FindByEmailAsync(email.Trim());
        if (member is { PasswordHash: not null } && await signIn.CanSignInAsync(member))
        {
            tenant.Enter(member.AccountId);
            var result = await signIn.PasswordSignInAsync(member, password, stay, lockoutOnFailure: true);
            if (result.Succeeded || result.RequiresTwoFactor)
                tries.Forget(email);
            if (result != SignInResult.Failed)
                return result;
        }
        else
        {
            Hasher.VerifyHashedPassword(null!, NobodysHash, password);
        }
        tries.Failed(email);
        return tries.AreUsedUp(email) ? SignInResult.LockedOut : SignInResult.Failed;
    }
}

/// <summary>Who may come in at all: neither disabled nor only invited. (Identity asks this under the name of a confirmed account.)</summary>
public sealed class IsIn : IUserConfirmation<Member>
{
    public Task<bool> IsConfirmedAsync(UserManager<Member> manager, Member user) =>
        Task.FromResult(user.DisabledAt is null && user.PasswordHash is not null);
}

using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Profile;

/// <summary>How the member signs in: password, passkeys, second step; and where he is signed in.</summary>
[Needs(Permission.Read), EnableRateLimiting(RateLimits.SignIn)]
public sealed class SecurityModel(UserManager<Member> members, SignInManager<Member> signIn, Texts texts) : OfficePage
{
    public const int MostPasskeys = 10;

    [BindProperty(Name = nameof(Input))]
    public Form Input { get; set; } = new();

    public IList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public bool HasCodes { get; private set; }

    public int CodesLeft { get; private set; }

    public Task OnGet() => Load();

    public async Task<IActionResult> OnPostPassword()
    {
        var me = await Load();
        if (!ModelState.IsValid)
            return Page();
        var changed = await members.ChangePasswordAsync(me, Input.Old, Input.New);
        if (!changed.Succeeded)
        {
            var isWrong = changed.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            ModelState.AddModelError(
                isWrong ? "Input.Old" : "Input.New",
                isWrong ? texts["Profile.OldWrong"] : texts["Rules.PasswordTooShort", 10]
            );
            return Page();
        }
        // The new stamp ended every session; this one goes on.
        await signIn.RefreshSignInAsync(me);
        return Done("Profile.PasswordChanged");
    }

    public async Task<IActionResult> OnPostEverywhere()
    {
        var me = await Load();
        await members.UpdateSecurityStampAsync(me);
        await signIn.RefreshSignInAsync(me);
        return Done("Profile.OutEverywhere");
    }

    /// <summary>What a device signs to become a passkey of this member.</summary>
    public async Task<IActionResult> OnPostChallenge()
    {
        var me = (await members.GetUserAsync(User))!;
        var entity = new PasskeyUserEntity
        {
            Id = me.Id.ToString(),
            Name = me.Email!,
            DisplayName = me.Name,
        };
        return Content(await signIn.MakePasskeyCreationOptionsAsync(entity), "application/json");
    }

    public async Task<IActionResult> OnPostPasskey(string? credential)
    {
        ModelState.Clear();
        var me = await Load();
        var made =
            credential is { Length: > 0 and < 20_000 } && Passkeys.Count < MostPasskeys
                ? await signIn.PerformPasskeyAttestationAsync(credential)
                : null;
        if (made is not { Succeeded: true })
        {
            ModelState.AddModelError("Passkey", texts["Profile.PasskeyRefused"]);
            return Page();
        }
        made.Passkey.Name = Name(Request.Headers.UserAgent.ToString());
        await members.AddOrUpdatePasskeyAsync(me, made.Passkey);
        return Done("Profile.PasskeyAdded");
    }

    public async Task<IActionResult> OnPostForget(string? id)
    {
        var me = await Load();
        if (Passkeys.FirstOrDefault(passkey => IdOf(passkey) == id) is not { } passkey)
            return NotFound();
        await members.RemovePasskeyAsync(me, passkey.CredentialId);
        return Done("Profile.PasskeyForgotten");
    }

    public static string IdOf(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>The device as its person would call it.</summary>
    internal static string Name(string agent)
    {
        string[] devices = ["iPhone", "iPad", "Android", "Windows", "Mac", "CrOS", "Linux"];
        return devices.FirstOrDefault(device => agent.Contains(device, StringComparison.Ordinal)) ?? "Passkey";
    }

    private async Task<Member> Load()
    {
        var me = (await members.GetUserAsync(User))!;
        Passkeys = await members.GetPasskeysAsync(me);
        (HasCodes, CodesLeft) = (me.TwoFactorEnabled, me.TwoFactorEnabled ? await members.CountRecoveryCodesAsync(me) : 0);
        return me;
    }

    private RedirectToPageResult Done(string key)
    {
        this.Toast(texts[key]);
        return RedirectToPage();
    }

    public sealed class Form
    {
        [Required, StringLength(200)]
        public string Old { get; set; } = "";

        [Required, StringLength(200)]
        public string New { get; set; } = "";
    }
}

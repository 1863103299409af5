using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;
using QRCoder;

namespace Paraphe.Features.Profile;

/// <summary>The second step by the codes of an app (TOTP, RFC 6238), and the recovery codes for the day the phone is lost.</summary>
[Needs(Permission.Read), EnableRateLimiting(RateLimits.SignIn)]
public sealed class CodesModel(
    UserManager<Member> members,
    IUserStore<Member> store,
    SignInManager<Member> signIn,
    IDataProtectionProvider protection,
    Texts texts
) : OfficePage
{
    private const int RecoveryCodeCount = 10;

    [BindProperty, StringLength(40)]
    public string? Code { get; set; }

    [BindProperty, StringLength(200)]
    public string? Password { get; set; }

    /// <summary>The secret that is being set up, protected: nothing is stored before its first code was right.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    public bool IsOn { get; private set; }

    /// <summary>The secret, in groups of four, for apps without a camera.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The QR code as an SVG picture, black on white whatever the theme.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>Shown once, right after they were made.</summary>
    public IReadOnlyList<string> Recovery { get; private set; } = [];

    public async Task OnGet() => Show(await Load());

    public async Task<IActionResult> OnPostOn()
    {
        var me = await Load();
        if (IsOn || Opened(me) is not { } secret)
            return RedirectToPage();
        // Written only with what follows: a wrong code leaves no trace.
        await ((IUserAuthenticatorKeyStore<Member>)store).SetAuthenticatorKeyAsync(me, secret, HttpContext.RequestAborted);
        var digits = Code?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        if (!await members.VerifyTwoFactorTokenAsync(me, members.Options.Tokens.AuthenticatorTokenProvider, digits))
        {
            ModelState.AddModelError(nameof(Code), texts["SignIn.CodeWrong"]);
            return Show(me, secret);
        }
        await members.SetTwoFactorEnabledAsync(me, enabled: true);
        return await ShowNewCodes(me);
    }

    public async Task<IActionResult> OnPostRenew()
    {
        var me = await Load();
        return IsOn && await Knows(me) ? await ShowNewCodes(me) : Show(me);
    }

    public async Task<IActionResult> OnPostOff()
    {
        var me = await Load();
        if (!IsOn || !await Knows(me))
            return Show(me);
        await members.SetTwoFactorEnabledAsync(me, enabled: false);
        await members.ResetAuthenticatorKeyAsync(me);
        await signIn.RefreshSignInAsync(me);
        this.Toast(texts["Profile.CodesOffNow"]);
        return RedirectToPage("Security");
    }

    /// <summary>A session left open is not enough to weaken the sign-in.</summary>
    private async Task<bool> Knows(Member me)
    {
        if (!await members.IsLockedOutAsync(me) && await members.CheckPasswordAsync(me, Password ?? ""))
            return true;
        await members.AccessFailedAsync(me);
        ModelState.AddModelError(nameof(Password), texts["Profile.OldWrong"]);
        return false;
    }

    private async Task<Member> Load()
    {
        HttpContext.HoldsSecret();
        var me = (await members.GetUserAsync(User))!;
        IsOn = me.TwoFactorEnabled;
        return me;
    }

    private async Task<PageResult> ShowNewCodes(Member me)
    {
        Recovery = [.. (await members.GenerateNewTwoFactorRecoveryCodesAsync(me, RecoveryCodeCount))!];
        // Turning it on ended the other sessions.
        await signIn.RefreshSignInAsync(me);
        IsOn = true;
        return Page();
    }

    private PageResult Show(Member me, string? secret = null)
    {
        if (IsOn)
            return Page();
        secret ??= members.GenerateNewAuthenticatorKey();
        Sealed = Sealer.Protect($"{me.Id} {secret}", TimeSpan.FromHours(1));
        Secret = string.Join(' ', secret.Chunk(4).Select(letters => new string(letters)));
        var address = $"otpauth://totp/Paraphe:{Uri.EscapeDataString(me.Email!)}?secret={secret}&issuer=Paraphe&digits=6&period=30";
        using var qr = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        Picture = new SvgQRCode(qr).GetGraphic(4, "#000", "#fff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
        return Page();
    }

    private string? Opened(Member me)
    {
        try
        {
            return Sealer.Unprotect(Sealed ?? "").Split(' ') is [var id, var secret] && id == me.Id.ToString() ? secret : null;
        }
        catch (CryptographicException)
        {
            // Forged, or the page lay open for too long: a new one is shown.
            return null;
        }
    }

    private ITimeLimitedDataProtector Sealer => protection.CreateProtector("authenticator secret").ToTimeLimitedDataProtector();
}

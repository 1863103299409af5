using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Signing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>The certificate that signed documents are sealed with, and who stamps their time.</summary>
public sealed class SealModel(Db db, Texts texts, SealKeys keys) : SettingsPage<SealInput>(db, texts)
{
    private const int Largest = 100 << 10;

    [BindProperty]
    public IFormFile? Key { get; set; }

    public SealFacts? Seal { get; private set; }

    protected override string Group => "Seal";

    /// <summary>The certificate alone, for readers to trust.</summary>
    public async Task<IActionResult> OnGetCertificateAsync(CancellationToken stop)
    {
        using var key = await keys.Of(Db, stop);
        return File(Encoding.ASCII.GetBytes(key.PublicPem), "application/x-pem-file", "seal.pem");
    }

    protected override async Task Prepare(Account account, CancellationToken stop)
    {
        using var key = await keys.Of(Db, stop);
        Seal = new SealFacts(key.Subject, key.Issuer, key.IsSelfSigned, key.Fingerprint, key.NotBefore, key.NotAfter);
    }

    protected override SealInput Read(Account account) =>
        new() { TimestampUrl = account.Settings.TimestampUrl.Length > 0 ? account.Settings.TimestampUrl : null };

    protected override async Task Write(Account account, CancellationToken stop)
    {
        var url = Input.TimestampUrl?.Trim() ?? "";
        if (url.Length > 0 && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            throw new BrokenRuleException("Settings.Seal.UrlWrong", nameof(Input.TimestampUrl));
        if (Key is not null)
            await Replace(account, Key, stop);
        account.ChangeSettings(account.Settings with { TimestampUrl = url });
    }

    private async Task Replace(Account account, IFormFile upload, CancellationToken stop)
    {
        if (upload.Length is 0 or > Largest)
            throw new BrokenRuleException("Settings.Seal.Problem.Unreadable", nameof(Key));
        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, stop);
        try
        {
            using var key = SealKey.FromPkcs12(memory.ToArray(), Input.Password ?? "", Db.Now);
            account.ReplaceSealKey(keys.Protect(key));
        }
        catch (SealKeyException unfit)
        {
            throw new BrokenRuleException(
                "Settings.Seal.Problem." + unfit.Problem,
                unfit.Problem == SealKeyProblem.WrongPassword ? nameof(Input.Password) : nameof(Key)
            );
        }
    }
}

public sealed record SealInput
{
    [StringLength(300)]
    public string? TimestampUrl { get; init; }

    [StringLength(200), JsonIgnore]
    public string? Password { get; init; }
}

public sealed record SealFacts(string Subject, string Issuer, bool IsSelfSigned, string Fingerprint, DateTime From, DateTime Until);

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Brand;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>Colour and logo of portal, documents and mails.</summary>
public sealed class BrandModel(Db db, Texts texts, FileStore files, IServiceProvider services) : SettingsPage<BrandInput>(db, texts)
{
    private const int Largest = 2 << 20;

    /// <summary>Twice the height at which it is shown, for sharp screens and paper.</summary>
    private const int Width = 800;
    private const int Height = 320;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    [BindProperty]
    public IFormFile? Logo { get; set; }

    public string? LogoHref => Branding.LogoHref(Account);

    /// <summary>With what makes it new, so that the colour just saved is seen at once.</summary>
    public string SheetHref => $"/brand/{Account.Id}.css?v={Account.Settings.BrandColour.TrimStart('#')}";

    protected override string Group => "Brand";

    protected override BrandInput Read(Account account) => new() { Colour = account.Settings.BrandColour };

    protected override async Task Write(Account account, CancellationToken stop)
    {
        if (!Branding.IsColour(Input.Colour))
            throw new BrokenRuleException("Shared.Error.Invalid", nameof(Input.Colour));
        var logo = Logo is null ? account.Settings.Logo : await Keep(Logo, stop);
        account.ChangeSettings(account.Settings with { BrandColour = Input.Colour!, Logo = logo });
    }

    public async Task<IActionResult> OnPostRemoveLogoAsync(CancellationToken stop)
    {
        var account = await Db.Accounts.SingleAsync(stop);
        account.ChangeSettings(account.Settings with { Logo = null });
        await Db.SaveChangesAsync(stop);
        this.Toast(Texts["Settings.Saved"]);
        return RedirectToPage();
    }

    private async Task<string> Keep(IFormFile upload, CancellationToken stop)
    {
        if (upload.Length is 0 or > Largest)
            throw new BrokenRuleException("Settings.Brand.LogoSize", "Logo", Texts.Size(Largest));
        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, stop);
        var bytes = memory.ToArray();
        if (PictureType.Of(bytes) is null)
            throw new BrokenRuleException("Settings.Brand.LogoKind", "Logo");
        return (await files.Put(await Tame(bytes, stop), stop)).Hash;
    }

    /// <summary>Upright, no larger than needed, without metadata; as it came while the renderer is away.</summary>
    private async Task<byte[]> Tame(byte[] bytes, CancellationToken stop)
    {
        if (services.GetService<RenderWorker>() is not { } worker)
            return bytes;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            return (await worker.Picture(bytes, Width, Height, stop: patience.Token)).Bytes;
        }
        catch (RenderFailedException)
        {
            // The signature was a picture's, the rest is not.
            throw new BrokenRuleException("Settings.Brand.LogoKind", "Logo");
        }
        catch (Exception away) when (away is RenderUnavailableException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            // Better a large logo than none.
            return bytes;
        }
    }
}

public sealed record BrandInput
{
    [Required]
    public string? Colour { get; init; }
}

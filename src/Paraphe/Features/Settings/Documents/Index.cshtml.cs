using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.SettingsPages;

/// <summary>How printed quotes look: one of our layouts, or a Typst template of the account's own, tried before it is taken.</summary>
public sealed class DocumentsModel(Db db, Texts texts, FileStore files, PrintedQuotes prints, RenderSettings render)
    : SettingsPage<DocumentsInput>(db, texts)
{
    public const int LargestTemplate = 200_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [BindProperty]
    public IFormFile? Template { get; set; }

    protected override string Group => "Documents";

    protected override DocumentsInput Read(Account account) => new() { Layout = account.Settings.Layout };

    protected override async Task Write(Account account, CancellationToken stop)
    {
        var settings = account.Settings with { Layout = Input.Layout };
        if (Template is not null)
            settings = settings with { OwnTemplate = await Tried(account, Template, stop) };
        account.ChangeSettings(settings);
    }

    /// <summary>A sample quote in a layout.</summary>
    public async Task<IActionResult> OnGetSampleAsync(DocumentLayout layout, CancellationToken stop)
    {
        var account = await Db.Accounts.AsNoTracking().SingleAsync(stop);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        account.ChangeSettings(account.Settings with { Layout = layout, OwnTemplate = null });
        try
        {
            var pdf = await prints.Draft(SamplePrint.Of(account, Texts.In(account.Locale), Db.Now), account, patience.Token);
            return File(pdf.Bytes, "application/pdf");
        }
        catch (Exception away) when (away is RenderUnavailableException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Our template, to begin one's own with.</summary>
    public async Task<IActionResult> OnGetOursAsync(CancellationToken stop) =>
        File(
            await System.IO.File.ReadAllBytesAsync(Path.Combine(render.Templates, PrintedQuotes.Template), stop),
            "text/plain; charset=utf-8",
            "quote.typ"
        );

    public async Task<IActionResult> OnGetOwnAsync(CancellationToken stop)
    {
        var own = await Db.Accounts.AsNoTracking().Select(account => account.Settings).SingleAsync(stop);
        return own.OwnTemplate is { } hash ? File(await files.Read(hash, stop), "text/plain; charset=utf-8", "own.typ") : NotFound();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken stop)
    {
        var account = await Db.Accounts.SingleAsync(stop);
        account.ChangeSettings(account.Settings with { OwnTemplate = null });
        await Db.SaveChangesAsync(stop);
        this.Toast(Texts["Settings.Saved"]);
        return RedirectToPage();
    }

    private async Task<string> Tried(Account account, IFormFile upload, CancellationToken stop)
    {
        if (upload.Length is 0 or > LargestTemplate)
            throw new BrokenRuleException("Settings.Documents.TemplateSize", "Template", Texts.Size(LargestTemplate));
        using var memory = new MemoryStream();
        await upload.CopyToAsync(memory, stop);
        var bytes = memory.ToArray();
        string source;
        try
        {
            source = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new BrokenRuleException("Settings.Documents.TemplateText", "Template");
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await prints.Try(source, SamplePrint.Of(account, Texts.In(account.Locale), Db.Now), account, patience.Token);
        }
        catch (RenderFailedException broken)
        {
            throw new BrokenRuleException("Settings.Documents.TemplateBroken", "Template", broken.Message);
        }
        catch (Exception away) when (away is RenderUnavailableException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            throw new BrokenRuleException("Settings.Documents.TemplateLater", "Template");
        }
        return (await files.Put(bytes, stop)).Hash;
    }
}

public sealed record DocumentsInput
{
    public DocumentLayout Layout { get; init; }
}

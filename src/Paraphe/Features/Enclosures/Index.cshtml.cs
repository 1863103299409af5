using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Enclosures;

/// <summary>
/// A quote's supporting documents, a tab for each kind (QU 5). A script sends files in parts (Begin, Part, Done) and goes on where a
/// connection broke; without script a form sends them whole.
/// </summary>
[Needs(Permission.EditQuotes)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class IndexModel(Db db, Intake intake, Uploads uploads, SafePictures pictures, Texts texts) : OfficePage
{
    private const long MostBytes = 1L << 30;

    /// <summary>What the script sends at once.</summary>
    public const int PartBytes = 1 << 20;

    private const int MostTries = 5;

    private const int StillSide = 1_280;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public EnclosureKind Tab { get; set; }

    public Quote Quote { get; private set; } = null!;

    public EnclosureLimits Limits { get; private set; } = new();

    /// <summary>Files that were not taken, with their reasons.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    public IEnumerable<Enclosure> Shown => Quote.Content.Enclosures.Where(enclosure => enclosure.Kind == Tab);

    public async Task<IActionResult> OnGetAsync() => await Look() ? Page() : NotFound();

    /// <summary>Whole files, by a form.</summary>
    public async Task<IActionResult> OnPostUploadAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (!await Look())
            return NotFound();
        var refused = new List<string>();
        foreach (var file in files)
            try
            {
                Check(file.FileName, file.Length);
                await using var content = file.OpenReadStream();
                await Enclose(await intake.Take(Tab, file.FileName, content, stop), null);
            }
            catch (BrokenRuleException broken)
            {
                refused.Add($"{file.FileName}: {texts.Say(broken)}");
            }
        if (files.Count == 0)
            refused.Add(texts["Enclosures.NoFile"]);
        if (refused.Count == 0)
            return Back();
        await Look();
        Refused = refused;
        return Page();
    }

    /// <summary>Another file in the place of one.</summary>
    public async Task<IActionResult> OnPostReplaceAsync(Guid key, IFormFile? file, CancellationToken stop)
    {
        if (!await Look())
            return NotFound();
        try
        {
            Check(file?.FileName ?? "", file?.Length ?? 0);
            await using var content = file!.OpenReadStream();
            await Enclose(await intake.Take(Tab, file.FileName, content, stop), key);
            return Back();
        }
        catch (BrokenRuleException broken)
        {
            await Look();
            Refused = [texts.Say(broken)];
            return Page();
        }
    }

    /// <summary>Begins an upload in parts, or tells how far the same file came before.</summary>
    public async Task<IActionResult> OnPostBeginAsync(string? name, long size, string? mark, CancellationToken stop)
    {
        if (!await Look())
            return NotFound();
        try
        {
            Check(name ?? "", size);
            Quote.EnsureRoom(Tab, Limits);
            var upload = await uploads.Begin(Me.Id, Purpose, name ?? "", size, mark, stop);
            return new JsonResult(new { upload.Id, Offset = upload.Received });
        }
        catch (BrokenRuleException broken)
        {
            return Refuse(broken);
        }
    }

    /// <summary>The next part, in the body; answers how much is there.</summary>
    public async Task<IActionResult> OnPostPartAsync(Guid upload, long offset, CancellationToken stop)
    {
        if (await uploads.Find(upload, Me.Id, $"quote/{Id}/", stop) is not { } found)
            return NotFound();
        var taken = await uploads.Add(found, offset, Request.Body, PartBytes, stop);
        return new JsonResult(new { found.Id, Offset = found.Received })
        {
            StatusCode = taken ? StatusCodes.Status200OK : StatusCodes.Status409Conflict,
        };
    }

    /// <summary>All parts are there: the file is judged and taken, or refused.</summary>
    public async Task<IActionResult> OnPostDoneAsync(Guid upload, CancellationToken stop)
    {
        if (!await Look() || await uploads.Find(upload, Me.Id, Purpose, stop) is not { } found)
            return NotFound();
        if (found.Received != found.Size)
            return new JsonResult(new { found.Id, Offset = found.Received }) { StatusCode = StatusCodes.Status409Conflict };
        try
        {
            await using var content = await uploads.Open(found, stop);
            var enclosure = await intake.Take(Tab, found.Name, content, stop);
            await Enclose(enclosure, null, found.Id);
            await Look();
            return Partial("_List", this);
        }
        catch (BrokenRuleException broken)
        {
            // While the renderer or the scanner is away the parts wait: the same file goes on later.
            if (!broken.Rule.EndsWith("Later", StringComparison.Ordinal))
                await Forget(found.Id);
            return Refuse(broken);
        }
    }

    public Task<IActionResult> OnPostLinkAsync(string? url, string? caption) =>
        Change(quote => quote.Enclose(Enclosure.OfLink(db.NewId(), url, caption), Limits, db.Now));

    public Task<IActionResult> OnPostCaptionAsync(Guid key, string? caption) => Change(quote => quote.Caption(key, caption, db.Now));

    /// <summary>A still that the member's browser made of a video. Nothing is lost without one.</summary>
    public async Task<IActionResult> OnPostStillAsync(Guid key, IFormFile? still, CancellationToken stop)
    {
        if (!await Look() || still is null)
            return NotFound();
        try
        {
            var picture = await pictures.Keep(still, nameof(still), StillSide, StillSide, stop);
            await Retry(quote => quote.Still(key, picture, db.Now));
            return new NoContentResult();
        }
        catch (BrokenRuleException broken)
        {
            return Refuse(broken);
        }
    }

    public Task<IActionResult> OnPostMoveAsync(Guid key, int by) => Change(quote => quote.MoveEnclosure(key, by, db.Now));

    public Task<IActionResult> OnPostRemoveAsync(Guid key) => Change(quote => quote.TakeOut(key, db.Now));

    private string Purpose => $"quote/{Id}/{Tab}";

    private async Task<bool> Look()
    {
        db.ChangeTracker.Clear();
        if (await db.Quotes.SingleOrDefaultAsync(quote => quote.Id == Id) is not { } quote)
            return false;
        Quote = quote;
        Limits = (await db.Accounts.AsNoTracking().SingleAsync()).Settings.Enclosures;
        return true;
    }

    private void Check(string name, long size)
    {
        if (name.Length == 0 || size <= 0)
            throw new BrokenRuleException("Rules.FileEmpty", "Files", name);
        if (size > Limits.LargestBytes)
            throw new BrokenRuleException("Rules.FileTooLarge", "Files", Limits.LargestMegabytes);
    }

    // Others may edit the quote meanwhile: the file joins what stands then.
    private async Task Enclose(Enclosure enclosure, Guid? inPlaceOf, Guid? upload = null)
    {
        await Retry(quote =>
        {
            if (inPlaceOf is { } key)
                quote.Replace(key, enclosure, db.Now);
            else
                quote.Enclose(enclosure, Limits, db.Now);
        });
        if (upload is { } done)
            await Forget(done);
    }

    private Task Forget(Guid upload) => db.Write(() => db.Uploads.Where(row => row.Id == upload).ExecuteDeleteAsync());

    private async Task<IActionResult> Change(Action<Quote> change)
    {
        if (!await Look())
            return NotFound();
        try
        {
            await Retry(change);
            return Back();
        }
        catch (BrokenRuleException broken)
        {
            await Look();
            Refused = [texts.Say(broken)];
            return Page();
        }
    }

    private async Task Retry(Action<Quote> change)
    {
        for (var tried = 1; ; tried++)
        {
            change(Quote);
            try
            {
                await db.SaveChangesAsync();
                return;
            }
            catch (DbUpdateConcurrencyException) when (tried < MostTries)
            {
                // Somebody else's save came first.
                await Look();
            }
        }
    }

    private IActionResult Back() => Redirect($"/quotes/{Id}/documents?tab={Tab}");

    private JsonResult Refuse(BrokenRuleException broken) =>
        new(new { Message = texts.Say(broken) }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
}

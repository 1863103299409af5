using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Notes;

/// <summary>The notes of one quote (QU 6): read, written, changed, removed.</summary>
[Needs(Permission.Read)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes), RequestSizeLimit(MostBytes)]
public sealed class OfQuoteModel(Db db, SafePictures pictures, Texts texts) : OfficePage
{
    private const long MostBytes = 220_000_000;
    private const int PictureSide = 1_600;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The note that is being changed; null writes a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Edit { get; set; }

    [BindProperty]
    public NoteInput Input { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Pictures { get; set; } = [];

    public Quote Quote { get; private set; } = null!;

    public IReadOnlyList<QuoteNote> Notes { get; private set; } = [];

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public bool MayEdit => May(Permission.EditQuotes);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Look())
            return NotFound();
        if (Edit is { } id)
        {
            if (!MayEdit || Notes.FirstOrDefault(note => note.Id == id) is not { } edited)
                return NotFound();
            Input = NoteInput.Of(edited.Content);
        }
        return Page();
    }

    [Needs(Permission.EditQuotes)]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Look())
            return NotFound();
        var note = Edit is { } id ? await db.Notes.SingleOrDefaultAsync(row => row.Id == id && row.QuoteId == Id, stop) : null;
        if (Edit is not null && note is null)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            if (note is null && Notes.Count >= QuoteNote.Most)
                throw new BrokenRuleException("Rules.TooManyNotes", nameof(Input.Text), QuoteNote.Most);
            if (Pictures.Count > QuoteNote.MostPictures)
                throw new BrokenRuleException("Rules.TooManyEnclosures.Image", nameof(Pictures), QuoteNote.MostPictures);
            var content = Input.Over(note?.Content ?? new NoteContent(), []);
            var added = new List<string>();
            foreach (var picture in Pictures.Where(picture => picture.Length > 0))
                added.Add(await pictures.Keep(picture, nameof(Pictures), PictureSide, PictureSide, stop));
            content = content with { Pictures = [.. content.Pictures.Concat(added).Distinct()] };
            if (note is null)
                db.Notes.Add(new QuoteNote(db.NewId(), db.AccountId, Id, content, Me.AsActor, db.Now));
            else
                note.Change(content, db.Now);
            await db.SaveChangesAsync(stop);
            return Redirect($"/quotes/{Id}/notes");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(
                broken.Field == "Url" ? new BrokenRuleException(broken.Rule, nameof(Input.Links), [.. broken.Args]) : broken,
                texts,
                broken.Field == nameof(Pictures) ? null : nameof(Input)
            );
            db.ChangeTracker.Clear();
            return Page();
        }
    }

    [Needs(Permission.EditQuotes)]
    public async Task<IActionResult> OnPostRemoveAsync(Guid note)
    {
        if (await db.Notes.SingleOrDefaultAsync(row => row.Id == note && row.QuoteId == Id) is not { } gone)
            return NotFound();
        db.Notes.Remove(gone);
        await db.SaveChangesAsync();
        return Redirect($"/quotes/{Id}/notes");
    }

    private async Task<bool> Look()
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(quote => quote.Id == Id) is not { } found)
            return false;
        Quote = found;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.AsNoTracking().Select(account => account.TimeZone).SingleAsync());
        Notes = await db
            .Notes.AsNoTracking()
            .Where(note => note.QuoteId == Id)
            .OrderByDescending(note => note.CreatedAt)
            .ThenByDescending(note => note.Id)
            .Take(QuoteNote.Most)
            .ToListAsync();
        return true;
    }
}

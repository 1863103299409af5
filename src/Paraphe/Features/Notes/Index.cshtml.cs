using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Notes;

/// <summary>The notes of all quotes: newest first, or under the kind of their quote (QU 6).</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db) : OfficePage
{
    private const int PageSize = 30;

    public sealed record Row(
        Guid Id,
        Guid QuoteId,
        string Number,
        string Title,
        string Customer,
        QuoteKind Kind,
        NoteContent Content,
        string Author,
        DateTime CreatedAt
    );

    /// <summary>The kind of quote; null is by date, over all kinds.</summary>
    [BindProperty(SupportsGet = true)]
    public QuoteKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public string? NextHref { get; private set; }

    public async Task OnGetAsync()
    {
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.AsNoTracking().Select(account => account.TimeZone).SingleAsync());
        var notes = db.Notes.AsNoTracking();
        if (After is { } last && await db.Notes.AsNoTracking().SingleOrDefaultAsync(note => note.Id == last) is { } seen)
            notes = notes.Where(note =>
                note.CreatedAt < seen.CreatedAt || (note.CreatedAt == seen.CreatedAt && note.Id.CompareTo(seen.Id) < 0)
            );
        Rows = await (
            from note in notes
            join quote in db.Quotes.AsNoTracking() on note.QuoteId equals quote.Id
            where Kind == null || quote.Kind == Kind
            orderby note.CreatedAt descending, note.Id descending
            select new Row(
                note.Id,
                quote.Id,
                quote.Number ?? quote.DraftNumber,
                quote.Title,
                quote.CustomerName,
                quote.Kind,
                note.Content,
                note.Author,
                note.CreatedAt
            )
        )
            .Take(PageSize + 1)
            .ToListAsync();
        if (Rows.Count <= PageSize)
            return;
        Rows = [.. Rows.Take(PageSize)];
        NextHref = "/notes?" + (Kind is { } kind ? $"kind={kind}&" : "") + $"after={Rows[^1].Id}";
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The picture of one line (QU 3): chosen, replaced, taken off.</summary>
[Needs(Permission.EditQuotes)]
public sealed class PictureModel(Db db, Texts texts, SafePictures pictures) : EditorPage(db, texts)
{
    /// <summary>As the catalogue keeps its own.</summary>
    private const int Side = 1_200;

    [BindProperty(SupportsGet = true)]
    public Guid Line { get; set; }

    [BindProperty]
    public IFormFile? Picture { get; set; }

    public QuoteLine Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        await Put(async () =>
            Picture is null
                ? throw new BrokenRuleException("Quotes.Picture.None", nameof(Picture))
                // Drawn before the quote is opened to be changed: that takes longer than others should wait for it.
                : await pictures.Keep(Picture, nameof(Picture), Side, Side, stop)
        );

    public async Task<IActionResult> OnPostRemoveAsync() => await Put(() => Task.FromResult<string?>(null));

    private async Task<IActionResult> Put(Func<Task<string?>> choose)
    {
        if (!await Find())
            return NotFound();
        try
        {
            var picture = await choose();
            var edited = await Change(quote =>
            {
                var line = quote.Content.Line(Line) ?? throw new BrokenRuleException("Rules.LineGone");
                if (line.Picture != picture)
                    quote.ChangeItem(line with { Picture = picture }, Db.Now);
                return null;
            });
            return edited is null ? NotFound() : Redirect($"/quotes/{Id}/edit#row-{Line}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError(broken.Field == nameof(Picture) ? nameof(Picture) : "", Texts.Say(broken));
            return Page();
        }
    }

    private async Task<bool> Find()
    {
        var quote = await Db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id);
        if (quote is not { IsLocked: false } || quote.Content.Line(Line) is not { } line)
            return false;
        await Look(quote);
        Shown = line;
        return true;
    }
}

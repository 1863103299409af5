using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Keeps a quote's content as a template (QU 12).</summary>
[Needs(Permission.EditQuotes)]
public sealed class TemplateModel(Db db, Texts texts) : OfficePage
{
    public sealed record Fields(string? Name);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new("");

    public Quote Quote { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
            return NotFound();
        (Quote, Input) = (quote, new Fields(quote.Title));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
            return NotFound();
        Quote = quote;
        try
        {
            db.QuoteTemplates.Add(new QuoteTemplate(db.NewId(), quote, Input.Name ?? "", db.Now));
            await db.SaveChangesAsync();
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        this.Toast(texts["Quotes.Templates.Kept", Input.Name!.Trim()]);
        return Redirect($"/quotes/{Id}");
    }
}

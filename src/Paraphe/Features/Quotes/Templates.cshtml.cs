using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The templates: used, renamed, removed. Quotes begun with one are their own since.</summary>
[Needs(Permission.EditQuotes)]
public sealed class TemplatesModel(Db db, Texts texts) : OfficePage
{
    public IReadOnlyList<TemplateName> Templates { get; private set; } = [];

    public async Task OnGetAsync() => Templates = await db.TemplateNames();

    public Task<IActionResult> OnPostRenameAsync(Guid id, string? name) => Change(id, template => template.Rename(name ?? ""));

    public Task<IActionResult> OnPostRemoveAsync(Guid id) =>
        Change(
            id,
            template =>
            {
                db.QuoteTemplates.Remove(template);
                this.Toast(texts["Quotes.Templates.Removed", template.Name]);
            }
        );

    private async Task<IActionResult> Change(Guid id, Action<QuoteTemplate> change)
    {
        if (await db.QuoteTemplates.SingleOrDefaultAsync(t => t.Id == id) is not { } template)
            return NotFound();
        try
        {
            change(template);
            await db.SaveChangesAsync();
            return Redirect("/quotes/templates");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            Templates = await db.TemplateNames();
            return Page();
        }
    }
}

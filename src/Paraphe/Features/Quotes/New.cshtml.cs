using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Begins a quote: for whom, of which kind, with which title; the editor follows.</summary>
[Needs(Permission.EditQuotes)]
public sealed class NewModel(Db db, Texts texts) : CustomerPick(db, texts)
{
    [BindProperty]
    public QuoteKind Kind { get; set; }

    [BindProperty, StringLength(300)]
    public string? Title { get; set; }

    /// <summary>What it starts with; its kind goes before <see cref="Kind"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Template { get; set; }

    public IReadOnlyList<SelectListItem> Templates { get; private set; } = [];

    public Task OnGetAsync() => Show();

    public async Task<IActionResult> OnPostAsync(bool look)
    {
        await Show();
        if (look)
        {
            ModelState.Clear();
            return Page();
        }
        var customer = await Customer();
        if (!ModelState.IsValid)
            return Page();
        var account = await Db.Accounts.AsNoTracking().SingleAsync();
        var title = Title?.Trim() ?? "";
        var content = account.Beginning(customer?.Details) with { Title = title };
        var template = Template is { } id ? await Db.QuoteTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id) : null;
        var quote = await Db.InTransaction(async () =>
        {
            var draft = template is null
                ? await Db.AddDraft(Kind, content, customer, Me.AsActor)
                : await Db.AddFromTemplate(template, title, customer, account, Me.AsActor);
            await Db.SaveChangesAsync();
            return draft;
        });
        return Redirect($"/quotes/{quote.Id}/edit");
    }

    private async Task Show()
    {
        await Look();
        var names = await Db.TemplateNames();
        if (names.Count > 0)
            Templates =
            [
                new SelectListItem(Texts["Quotes.Templates.Empty"], ""),
                .. names.Select(template => new SelectListItem(template.Name, template.Id.ToString())),
            ];
    }
}

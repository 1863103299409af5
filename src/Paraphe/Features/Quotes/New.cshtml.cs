using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
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

    public Task OnGetAsync() => Look();

    public async Task<IActionResult> OnPostAsync(bool look)
    {
        await Look();
        if (look)
        {
            ModelState.Clear();
            return Page();
        }
        var customer = await Customer();
        if (!ModelState.IsValid)
            return Page();
        var account = await Db.Accounts.AsNoTracking().SingleAsync();
        var content = account.Beginning(customer?.Details) with { Title = Title?.Trim() ?? "" };
        var quote = await Db.InTransaction(async () =>
        {
            var draft = await Db.AddDraft(Kind, content, customer, Me.AsActor);
            await Db.SaveChangesAsync();
            return draft;
        });
        return Redirect($"/quotes/{quote.Id}/edit");
    }
}

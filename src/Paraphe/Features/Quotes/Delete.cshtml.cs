using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Deletes a draft that was never sent; its number is not used again. What was sent stays.</summary>
[Needs(Permission.EditQuotes)]
public sealed class DeleteModel(Db db, Texts texts) : OfficePage
{
    public IActionResult OnGet() => NotFound();

    public Task<IActionResult> OnPostAsync(Guid id) =>
        db.InTransaction<IActionResult>(async () =>
        {
            if (await db.Quotes.SingleOrDefaultAsync(q => q.Id == id) is not { RevisionCount: 0 } quote)
                return NotFound();
            await db.DeleteDraft(quote);
            this.Toast(texts["Quotes.Deleted", quote.ShownNumber]);
            return Redirect("/quotes");
        });
}

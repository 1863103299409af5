using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Copies a quote into a new draft (QU 12) and opens it.</summary>
[Needs(Permission.EditQuotes)]
public sealed class CopyModel(Db db, Texts texts) : OfficePage
{
    public IActionResult OnGet() => NotFound();

    public Task<IActionResult> OnPostAsync(Guid id) =>
        db.InTransaction<IActionResult>(async () =>
        {
            if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id) is not { } quote)
                return NotFound();
            var copy = await db.AddCopy(quote, Me.AsActor);
            await db.SaveChangesAsync();
            this.Toast(texts["Quotes.Copied", quote.ShownNumber]);
            return Redirect($"/quotes/{copy.Id}/edit");
        });
}

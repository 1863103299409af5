using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Requests;
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
            await db.Events.Where(e => e.QuoteId == id).ExecuteDeleteAsync();
            db.Quotes.Remove(quote);
            if (quote.RequestId is { } request)
                db.Enqueue(new FollowQuotes(request));
            await db.SaveChangesAsync();
            if (quote.ProjectId is { } project && !await db.Quotes.AnyAsync(q => q.ProjectId == project))
                await db.Projects.Where(p => p.Id == project).ExecuteDeleteAsync();
            this.Toast(texts["Quotes.Deleted", quote.ShownNumber]);
            return Redirect("/quotes");
        });
}

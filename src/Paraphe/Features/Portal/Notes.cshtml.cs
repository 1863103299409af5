using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Portal;

/// <summary>The recipient's own note on the quote (PO 9): no page of the company shows it.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(100_000)]
public sealed class NotesModel : AnswerPage
{
    [BindProperty]
    public string? Note { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    protected override string Purpose => "note";

    public async Task<IActionResult> OnGetAsync()
    {
        if (Delivery.RevokedAt is not null)
            return Redirect(Here);
        Note = (await Find())?.Text;
        return Show();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Delivery.RevokedAt is not null)
            return Redirect(Here);
        return await Do(
            async () =>
            {
                if (await Find() is not { } note)
                    Db.CustomerNotes.Add(note = new CustomerNote(Db.NewId(), Db.AccountId, Quote.Id, Delivery.Email, Db.Now));
                note.Write(Note ?? "", Db.Now);
                await Db.SaveChangesAsync(CancellationToken.None);
            },
            Here + "/notes?done=true"
        );
    }

    private Task<CustomerNote?> Find()
    {
        var email = Delivery.Email.ToLowerInvariant();
        return Db.CustomerNotes.SingleOrDefaultAsync(row => row.QuoteId == Quote.Id && row.Email == email);
    }
}

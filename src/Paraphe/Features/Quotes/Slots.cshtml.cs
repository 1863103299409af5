using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Times that the customer may choose from in the portal instead of the one proposed (PO 6).</summary>
[Needs(Permission.EditQuotes)]
public sealed class SlotsModel(Db db, Texts texts) : OfficePage
{
    private const string Shape = "yyyy-MM-dd'T'HH:mm";

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public List<string?> Slots { get; set; } = [];

    public Quote Quote { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop) || Quote.IsLocked)
            return NotFound();
        Slots = [.. Quote.Content.Slots.Select(slot => slot.ToString(Shape, CultureInfo.InvariantCulture))];
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        try
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
            Quote.OfferTimes(Read(), account.ToLocal(db.Now), db.Now);
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError("", texts.Say(broken));
            return Show();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else saved meanwhile: what was typed is shown again over how it stands now.
            db.ChangeTracker.Clear();
            ModelState.AddModelError("", texts["Sending.ChangedMeanwhile"]);
            return await Find(stop) ? Show() : NotFound();
        }
        this.Toast(texts["Quotes.Slots.Saved"]);
        return Redirect($"/quotes/{Id}");
    }

    private IEnumerable<DateTime> Read()
    {
        foreach (var text in Slots.Where(text => !string.IsNullOrWhiteSpace(text)))
            yield return DateTime.TryParseExact(
                text!.Length > 16 ? text[..16] : text,
                Shape,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var slot
            )
                ? slot
                : throw new BrokenRuleException("Rules.DateMissing");
    }

    private PageResult Show()
    {
        Slots = [.. Slots.Take(Quote.MostSlots), .. Enumerable.Repeat<string?>(null, Math.Max(0, Quote.MostSlots - Slots.Count))];
        return Page();
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return false;
        Quote = quote;
        return true;
    }
}

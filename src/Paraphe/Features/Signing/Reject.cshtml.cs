using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Features.Portal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>The customer declines: a reason, and a word if he likes (PO 5).</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(100_000)]
public sealed class RejectModel(Texts texts) : PortalPage
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? K { get; set; }

    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public IActionResult OnGet() => Quote.WhyNotAnswerable(Delivery, Today) is null && Delivery.MaySign ? Show() : Redirect(Here);

    public async Task<IActionResult> OnPostAsync()
    {
        // The page behind the link says what became of it: also of this form, sent twice.
        if (Quote.WhyNotAnswerable(Delivery, Today) is not null || !Delivery.MaySign)
            return Redirect(Here);
        if (!Keys.IsGood(K, Delivery.Id, "reject"))
        {
            ModelState.AddModelError("", texts["Signing.FormTooOld"]);
            return Show();
        }
        try
        {
            Quote.Reject(Reason ?? "", Comment ?? "", Delivery, Today, Db.Now);
            await Db.SaveChangesAsync(CancellationToken.None);
            return Redirect(Here);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.AddModelError(broken.Field ?? "", texts.Say(broken));
            return Show();
        }
        catch (DbUpdateException)
        {
            // Signed, changed or opened in another tab at the same moment: the form is shown again over how it stands now.
            Db.ChangeTracker.Clear();
            await Open();
            return OnGet();
        }
    }

    private PageResult Show()
    {
        K = Keys.New(Delivery.Id, "reject");
        return Page();
    }
}

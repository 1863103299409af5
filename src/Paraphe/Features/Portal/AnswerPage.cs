using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>A page of the portal with one small form: its key, its messages, a second try when the quote moved on meanwhile.</summary>
public abstract class AnswerPage : PortalPage
{
    private const int MostTries = 6;

    [BindProperty]
    public string? K { get; set; }

    /// <summary>What the form's key is for.</summary>
    protected abstract string Purpose { get; }

    protected Texts Texts => HttpContext.RequestServices.GetRequiredService<Texts>();

    public string? ErrorOf(string field) =>
        ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    protected PageResult Show()
    {
        K = Keys.New(Delivery.Id, Purpose);
        return Page();
    }

    /// <param name="act">Changes and saves; may run again over what stands then.</param>
    protected async Task<IActionResult> Do(Func<Task> act, string done)
    {
        if (!Keys.IsGood(K, Delivery.Id, Purpose))
        {
            ModelState.AddModelError("", Texts["Signing.FormTooOld"]);
            return Show();
        }
        for (var attempt = 1; ; attempt++)
            try
            {
                await act();
                return Redirect(done);
            }
            catch (BrokenRuleException broken)
            {
                ModelState.AddModelError(broken.Field ?? "", Texts.Say(broken));
                return Show();
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                await Task.Delay(Random.Shared.Next(5, 25) * attempt, Stop);
                Db.ChangeTracker.Clear();
                if (!await Open())
                    return NotFound();
            }
    }
}

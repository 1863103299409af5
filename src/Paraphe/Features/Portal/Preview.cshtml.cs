using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Sending;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>A member sees the page as the customer does: what was sent last, or with <c>?draft=true</c>, and before the first send, the working copy.</summary>
[Needs(Permission.Read)]
public sealed class PreviewModel(Db db, QuoteParties parties, Shell shell, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Draft { get; set; }

    /// <summary>Beside the editor.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Framed { get; set; }

    public QuoteView View { get; private set; } = null!;

    public bool IsDraft { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return NotFound();
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        IsDraft = Draft || quote.CurrentRevisionId is null;
        var frozen = IsDraft
            ? await parties.Foresee(quote, account, stop)
            : (await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == quote.CurrentRevisionId, stop)).Read();
        var choice = frozen.Content.Preselected();
        View = new QuoteView
        {
            Frozen = frozen,
            Choice = choice,
            Totals = Pricing.Compute(frozen.Content, choice),
            Today = account.Today(db.Now),
            ValidUntil = frozen.ValidUntil,
        };
        if (Framed)
        {
            var policy = Response.Headers.ContentSecurityPolicy.ToString();
            Response.Headers.ContentSecurityPolicy = policy.Replace(
                "frame-ancestors 'none'",
                "frame-ancestors 'self'",
                StringComparison.Ordinal
            );
        }
        HttpContext.Speak(frozen.Content.Language);
        (shell.AccountId, shell.Company, shell.LegalLine) = (account.Id, frozen.Company.Name, frozen.Company.Legal(texts));
        shell.LogoHref = Brand.Branding.LogoHref(account);
        return Page();
    }
}

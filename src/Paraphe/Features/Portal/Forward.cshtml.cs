using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Sending;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Portal;

/// <summary>Where the company allows it, a recipient has a link mailed to somebody else; each link names its own recipient.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, RequestSizeLimit(100_000)]
public sealed class ForwardModel(IDataProtectionProvider protection) : AnswerPage
{
    private const int Most = 10;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Done { get; set; }

    protected override string Purpose => "forward";

    private bool IsAllowed => Quote.Policies.ForwardingAllowed && Quote.WhyNotAnswerable(Delivery, Today) is null;

    public IActionResult OnGet() => IsAllowed ? Show() : Redirect(Here);

    public async Task<IActionResult> OnPostAsync() => IsAllowed ? await Do(Pass, Here + "/forward?done=true") : Redirect(Here);

    private async Task Pass()
    {
        if (!Mailbox.IsAddress(Email?.Trim()) || Email!.Length > 254)
            throw new BrokenRuleException("Rules.EmailAddress", "email", Email ?? "");
        if (Name?.Length > 200)
            throw new BrokenRuleException("Rules.TooLong", "name", 200);
        var email = Email.Trim();
        var passed = await Db.Deliveries.Where(row => row.QuoteId == Quote.Id && row.RevisionId == Delivery.RevisionId).ToListAsync(Stop);
        // Who has a link already, or the same form again.
        if (passed.Exists(row => row.RevokedAt is null && string.Equals(row.Email, email, StringComparison.OrdinalIgnoreCase)))
            return;
        if (passed.Count(row => row.ForwardedFromId == Delivery.Id) >= Most)
            throw new BrokenRuleException("Rules.TooManyForwarded", "email", Most);
        var token = Tokens.New();
        var link = Delivery.ForwardTo(Db.NewId(), Name ?? "", email, Tokens.Hash(token), Db.Now);
        Db.Deliveries.Add(link);
        Quote.Forwarded(Delivery, link, Db.Now);
        var mail = QuoteMail.Standard(Frozen, Account);
        Db.Enqueue(
            new ComposeQuoteMail(
                link.Id,
                ComposeQuoteMailHandler.Protect(protection, token),
                mail.Subject,
                mail.Body,
                Account.Settings.AttachPdf
            )
        );
        await Db.SaveChangesAsync(CancellationToken.None);
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Shared;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>A member signs for the company after the customer, where the account wants it (PO 4).</summary>
[Needs(Permission.EditQuotes)]
public sealed class CountersignModel(Db db, Winning winning, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        [StringLength(200)]
        public string? Name { get; init; }

        [StringLength(200)]
        public string? Function { get; init; }

        public bool Consent { get; init; }

        public Guid Key { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Quote Quote { get; private set; } = null!;

    public Signature Theirs { get; private set; } = null!;

    public string ConsentText { get; private set; } = "";

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    private Account account = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (Quote.CountersignedAt is not null || !Quote.Policies.MemberCountersigns)
            return Redirect($"/quotes/{Id}");
        Input = new Fields { Name = Me.Name, Key = db.NewId() };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find(CancellationToken.None))
            return NotFound();
        if (Quote.CountersignedAt is not null)
            return Redirect($"/quotes/{Id}");
        if (!ModelState.IsValid)
            return Page();
        try
        {
            await db.InTransaction(Sign, CancellationToken.None);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
        catch (DbUpdateException)
        {
            // The same form twice, or somebody else was quicker: the quote's page tells.
            return Redirect($"/quotes/{Id}");
        }
        this.Toast(texts["Signing.Countersign.Done"]);
        return Redirect($"/quotes/{Id}");
    }

    private async Task Sign()
    {
        var act = new SigningAct
        {
            Name = Input.Name ?? "",
            Function = Input.Function ?? "",
            Company = account.Profile.Name,
            Method = SigningMethod.Typed,
            Choice = Theirs.Choice,
            ShownHash = Theirs.RevisionHash,
            ShownTotal = Theirs.Total,
            ConsentText = ConsentText,
            ConsentVersion = Consent.Version,
            Consented = Input.Consent,
            FormKey = Input.Key.ToString("N"),
            Ip = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            UserAgent = Request.Headers.UserAgent.ToString(),
        };
        db.Signatures.Add(Quote.Countersign(act, Theirs, Me.AsActor, db.Now));
        var revision = await db.Revisions.SingleAsync(row => row.Id == Theirs.RevisionId);
        await winning.Order(Quote, revision, Theirs.Choice, account, CancellationToken.None);
        await db.SaveChangesAsync();
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (
            await db.Quotes.SingleOrDefaultAsync(row => row.Id == Id, stop)
            is not { SignedAt: not null, CurrentRevisionId: { } current } quote
        )
            return false;
        if ((await db.SignaturesOf(current, stop)).LastOrDefault(row => row.MemberId is null) is not { } theirs)
            return false;
        (Quote, Theirs) = (quote, theirs);
        account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        ConsentText = texts["Signing.Countersign.Consent", quote.ShownNumber, account.Profile.Name];
        return true;
    }
}

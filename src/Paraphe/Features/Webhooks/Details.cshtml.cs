using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Webhooks;

/// <summary>One address: whether it hears, what was sent to it, its secret.</summary>
[Needs(Permission.ManageAccount)]
public sealed class DetailsModel(Db db, WebhookActs acts, Texts texts) : OfficePage
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The last message of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public WebhookDeliveryState? State { get; set; }

    /// <summary>The first day of which failed messages are sent again; empty is all.</summary>
    [BindProperty]
    public DateOnly? Since { get; set; }

    public Webhook Webhook { get; private set; } = null!;

    /// <summary>The new secret, shown this once.</summary>
    public string? Secret { get; private set; }

    public IReadOnlyList<WebhookDelivery> Rows { get; private set; } = [];

    public string? Older { get; private set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime Now => db.Now;

    // Without the attribute its name makes it a handler of requests with the method PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(row => row.Id == Id) is not { } webhook)
        {
            context.Result = NotFound();
            return;
        }
        Webhook = webhook;
        await next();
    }

    public Task OnGetAsync(CancellationToken stop) => Load(stop);

    public async Task<IActionResult> OnPostTestAsync()
    {
        await acts.Test(Webhook);
        return Back(texts["Webhooks.TestSent"]);
    }

    public async Task<IActionResult> OnPostOnAsync()
    {
        await acts.Change(Webhook, WebhookInput.Of(Webhook).AsTerms() with { IsOn = true });
        return Back(texts["Webhooks.TurnedOn"]);
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken stop)
    {
        Secret = await acts.Rotate(Webhook);
        HttpContext.HoldsSecret();
        await Load(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostReplayAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid)
        {
            await Load(stop);
            return Page();
        }
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var since = Since is { } day ? account.StartOf(day) : DateTime.UnixEpoch;
        return Back(texts.Count("Webhooks.Replayed", await acts.ReplayFailed(Webhook, since)));
    }

    private RedirectResult Back(string said)
    {
        this.Toast(said);
        return Redirect($"/settings/webhooks/{Id}");
    }

    private async Task Load(CancellationToken stop)
    {
        var rows = await db.DeliveriesOf(Id, State, After).Take(Size + 1).ToListAsync(stop);
        Rows = [.. rows.Take(Size)];
        Older = rows.Count > Size ? $"/settings/webhooks/{Id}?state={State}&after={Rows[^1].Id}" : null;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop));
    }
}

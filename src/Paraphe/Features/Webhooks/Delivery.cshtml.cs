using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Webhooks;

/// <summary>One message: what it says, how handing it over went, and once more.</summary>
[Needs(Permission.ManageAccount)]
public sealed class DeliveryModel(Db db, WebhookActs acts, Texts texts) : OfficePage
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Delivery { get; set; }

    public Webhook Webhook { get; private set; } = null!;

    public WebhookDelivery Sent { get; private set; } = null!;

    public string Body { get; private set; } = "";

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    // Without the attribute its name makes it a handler of requests with the method PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id);
        var sent = await db.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == Delivery && row.WebhookId == Id);
        if (webhook is null || sent is null)
        {
            context.Result = NotFound();
            return;
        }
        (Webhook, Sent) = (webhook, sent);
        Body = JsonSerializer.Serialize(JsonElement.Parse(sent.Body), Readable);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync());
        await next();
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await acts.Replay(Sent);
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            return Page();
        }
        this.Toast(texts["Webhooks.ReplaySent"]);
        return Redirect($"/settings/webhooks/{Id}/deliveries/{Delivery}");
    }
}

using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Events;
using Paraphe.Domain.Webhooks;
using Paraphe.Platform.Data;
using Paraphe.Platform.Outside;

namespace Paraphe.Features.Webhooks;

/// <summary>What Owner and program do alike with the addresses; each act saves.</summary>
public sealed class WebhookActs(Db db, WebhookSecrets secrets, OutsideCalls outside)
{
    /// <summary>Of failed messages sent again at once.</summary>
    public const int MostReplayed = 1_000;

    /// <returns>The secret too, which is shown this once.</returns>
    public async Task<(Webhook Webhook, string Secret)> Add(WebhookTerms terms, Actor author)
    {
        if (await db.Webhooks.CountAsync() >= Webhook.Most)
            throw new BrokenRuleException("Rules.TooManyWebhooks", null, Webhook.Most);
        var (shown, kept) = secrets.New();
        var webhook = new Webhook(db.NewId(), db.AccountId, Judged(terms), kept, author, db.Now);
        db.Webhooks.Add(webhook);
        await db.SaveChangesAsync();
        return (webhook, shown);
    }

    public async Task Change(Webhook webhook, WebhookTerms terms)
    {
        webhook.Change(Judged(terms), db.Now);
        await db.SaveChangesAsync();
    }

    public async Task<string> Rotate(Webhook webhook)
    {
        var (shown, kept) = secrets.New();
        webhook.Rotate(kept, db.Now);
        await db.SaveChangesAsync();
        return shown;
    }

    public async Task<WebhookDelivery> Test(Webhook webhook)
    {
        var made = db.AddMessage([webhook], WebhookEvents.Test, webhook.Id, new { Webhook = new { webhook.Id, webhook.Url } });
        await db.SaveChangesAsync();
        return made[0];
    }

    public async Task Replay(WebhookDelivery delivery)
    {
        delivery.Replay(db.Now);
        db.Enqueue(new DeliverWebhook(delivery.Id, delivery.WebhookId, delivery.TryCount + 1));
        await db.SaveChangesAsync();
    }

    /// <summary>Sends again what failed since an instant, in the order in which it happened.</summary>
    public async Task<int> ReplayFailed(Webhook webhook, DateTime since)
    {
        var failed = await db
            .WebhookDeliveries.Where(row =>
                row.WebhookId == webhook.Id
                && row.State == WebhookDeliveryState.Failed
                && row.CreatedAt >= since
                && row.Type != WebhookEvents.Test
            )
            .OrderBy(row => row.CreatedAt)
            .ThenBy(row => row.Id)
            .Take(MostReplayed)
            .ToListAsync();
        foreach (var delivery in failed)
        {
            delivery.Replay(db.Now);
            db.Enqueue(new DeliverWebhook(delivery.Id, webhook.Id, delivery.TryCount + 1));
        }
        await db.SaveChangesAsync();
        return failed.Count;
    }

    public Task Delete(Webhook webhook) =>
        db.InTransaction(async () =>
        {
            await db.WebhookDeliveries.Where(row => row.WebhookId == webhook.Id).ExecuteDeleteAsync();
            db.Webhooks.Remove(webhook);
            await db.SaveChangesAsync();
        });

    private WebhookTerms Judged(WebhookTerms terms) =>
        Uri.TryCreate(terms.Url.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !outside.MayBe(address)
            ? throw new BrokenRuleException(address.Scheme == "http" ? "Rules.WebhookPlain" : "Rules.WebhookPrivate", "url")
            : terms with
            {
                PlainAllowed = outside.PlainAllowed,
            };
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Webhooks;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Outside;

namespace Paraphe.Features.Webhooks;

/// <summary>Hands one message over. What came of it and the next try are written together, so that a run too many finds its try made.</summary>
/// <param name="Try">Which one of the message's this is, from 1.</param>
public sealed record DeliverWebhook(Guid DeliveryId, Guid WebhookId, int Try) : IJob
{
    string IJob.Lane => $"webhook/{WebhookId:N}";
}

public sealed class DeliverWebhookHandler(Db db, WebhookSecrets secrets, IHttpClientFactory http) : IHandle<DeliverWebhook>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    /// <summary>So long the log goes back.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public async Task Run(DeliverWebhook job, CancellationToken stop)
    {
        var delivery = await db.WebhookDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.DeliveryId, stop);
        if (delivery is null || delivery.State != WebhookDeliveryState.Waiting || delivery.TryCount >= job.Try)
            return;
        var webhook = await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == job.WebhookId, stop);
        if (webhook is null)
        {
            await db.Write(() => db.WebhookDeliveries.Where(row => row.WebhookId == job.WebhookId).ExecuteDeleteAsync(stop));
            return;
        }
        var made = webhook.IsOn || delivery.IsTest ? await Call(webhook, delivery, stop) : default;
        await db.Afresh(() => Keep(job, made.Try, made.Asked));
        await Forget(webhook.Id, stop);
    }

    /// <param name="made">Null when the address was turned off meanwhile.</param>
    private async Task Keep(DeliverWebhook job, WebhookTry? made, TimeSpan asked)
    {
        var delivery = await db.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == job.DeliveryId);
        var webhook = await db.Webhooks.SingleOrDefaultAsync(row => row.Id == job.WebhookId);
        // The other run of this job was quicker.
        if (delivery is null || webhook is null || delivery.State != WebhookDeliveryState.Waiting || delivery.TryCount >= job.Try)
            return;
        if (made is null)
            delivery.GiveUp();
        else
            Learn(webhook, delivery, made, asked);
        db.Announce($"account:{db.AccountId}", $"webhook-{webhook.Id}");
        await db.SaveChangesAsync();
    }

    private void Learn(Webhook webhook, WebhookDelivery delivery, WebhookTry made, TimeSpan asked)
    {
        delivery.Tried(made, Random.Shared.NextDouble(), asked);
        if (made.IsTaken)
            webhook.GotThrough();
        else if (!delivery.IsTest)
            webhook.Missed(made.Status == WebhookTry.Gone, made.At);
        if (delivery.NextAt is { } next)
            db.Enqueue(new DeliverWebhook(delivery.Id, webhook.Id, delivery.TryCount + 1), next);
    }

    private async Task<(WebhookTry Try, TimeSpan Asked)> Call(Webhook webhook, WebhookDelivery delivery, CancellationToken stop)
    {
        var (now, watch) = (db.Now, Stopwatch.StartNew());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            using var request = Request(webhook, delivery, now);
            using var client = http.CreateClient(OutsideCalls.Secure);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var status = (int)response.StatusCode;
            var answer = Encoding.UTF8.GetString(await response.Beginning(WebhookTry.AnswerLength, limit.Token));
            return (new WebhookTry(now, status, answer, "", Milliseconds(watch)), Asked(response, now));
        }
        catch (Exception down)
            when (down is HttpRequestException or IOException or CryptographicException
                || down is OperationCanceledException && !stop.IsCancellationRequested
            )
        {
            // Whoever set the address has to read this; the message is tried again.
            var fault =
                down is CryptographicException
                    ? "The secret was made under another key of this installation: make a new one"
                    : down.Fault();
            return (new WebhookTry(now, null, "", fault, Milliseconds(watch)), TimeSpan.Zero);
        }
    }

    private HttpRequestMessage Request(Webhook webhook, WebhookDelivery delivery, DateTime now)
    {
        var at = new DateTimeOffset(now).ToUnixTimeSeconds();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = content };
        request.Headers.Add("webhook-id", delivery.MessageId);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", secrets.Sign(webhook, delivery.MessageId, at, delivery.Body, now));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Paraphe", "1"));
        return request;
    }

    private static TimeSpan Asked(HttpResponseMessage response, DateTime now)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            return TimeSpan.Zero;
        var asked = response.Headers.RetryAfter is { } later ? later.Delta ?? later.Date - new DateTimeOffset(now) : null;
        return asked is { } wait && wait > TimeSpan.Zero ? (wait < LongestAsked ? wait : LongestAsked) : TimeSpan.Zero;
    }

    private static int Milliseconds(Stopwatch watch) => (int)watch.ElapsedMilliseconds;

    private async Task Forget(Guid webhook, CancellationToken stop)
    {
        var since = db.Now - Memory;
        var old = db.WebhookDeliveries.Where(row => row.WebhookId == webhook && row.CreatedAt < since);
        if (await old.AnyAsync(stop))
            await db.Write(() => old.ExecuteDeleteAsync(stop));
    }
}

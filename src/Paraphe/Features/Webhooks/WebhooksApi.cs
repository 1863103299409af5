using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Api;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Webhooks;

/// <summary>Addresses that hear of events, for programs that set themselves up.</summary>
internal static class WebhooksApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks
            .MapGet("", List)
            .WithName("listWebhooks")
            .Needs(Scopes.WebhooksRead, "Addresses that hear of events")
            .Gives<Page<WebhookJson>>();
        webhooks
            .MapPost("", Add)
            .WithName("addWebhook")
            .Needs(Scopes.WebhooksWrite, "Adds an address; its secret is answered this once")
            .Takes<WebhookWish>()
            .Gives<WebhookWithSecret>(201);
        webhooks.MapGet("/{id:guid}", Get).WithName("getWebhook").Needs(Scopes.WebhooksRead, "One address").Gives<WebhookJson>().Finds();
        webhooks
            .MapPatch("/{id:guid}", Change)
            .WithName("changeWebhook")
            .Needs(Scopes.WebhooksWrite, "Changes an address, what it hears, or turns it on or off")
            .Takes<WebhookChange>()
            .Gives<WebhookJson>()
            .Finds();
        webhooks
            .MapDelete("/{id:guid}", Delete)
            .WithName("deleteWebhook")
            .Needs(Scopes.WebhooksWrite, "Deletes an address with its log")
            .Produces(204)
            .Finds();
        webhooks
            .MapPost("/{id:guid}/rotate", Rotate)
            .WithName("rotateWebhookSecret")
            .Needs(Scopes.WebhooksWrite, "Makes a new secret; the old one signs beside it for 24 hours")
            .Gives<WebhookWithSecret>()
            .Finds();
        webhooks
            .MapPost("/{id:guid}/test", Test)
            .WithName("testWebhook")
            .Needs(Scopes.WebhooksWrite, "Sends webhook.test, once")
            .Gives<WebhookDeliveryJson>(201)
            .Finds();
        webhooks
            .MapGet("/{id:guid}/deliveries", Deliveries)
            .WithName("listWebhookDeliveries")
            .Needs(Scopes.WebhooksRead, "The log of 30 days, newest first")
            .Gives<Page<WebhookDeliveryJson>>()
            .Produces<Problem>(422, Problem.ContentType)
            .Finds();
        webhooks
            .MapGet("/{id:guid}/deliveries/{delivery:guid}", Delivery)
            .WithName("getWebhookDelivery")
            .Needs(Scopes.WebhooksRead, "A message with its tries and what was answered")
            .Gives<WebhookDeliveryWhole>()
            .Finds();
        webhooks
            .MapPost("/{id:guid}/deliveries/{delivery:guid}/replay", Replay)
            .WithName("replayWebhookDelivery")
            .Needs(Scopes.WebhooksWrite, "Sends a message again, with the same id")
            .Gives<WebhookDeliveryJson>()
            .Produces<Problem>(422, Problem.ContentType)
            .Finds();
        webhooks
            .MapPost("/{id:guid}/replay", ReplayFailed)
            .WithName("replayFailedWebhookDeliveries")
            .Needs(Scopes.WebhooksWrite, $"Sends again what failed, at most {WebhookActs.MostReplayed} messages at once")
            .Takes<ReplayWish>()
            .Gives<Replayed>()
            .Finds();
    }

    private static async Task<Answer> List(Db db, CancellationToken stop) =>
        Answer.Page(
            (await db.Webhooks.AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(stop)).ConvertAll(
                WebhookJson.Of
            ),
            null
        );

    private static async Task<Answer> Add(Body<WebhookWish> body, HttpContext http, WebhookActs acts, Texts texts)
    {
        var wish = body.Valid(texts);
        var terms = new WebhookTerms(wish.Url!, wish.Description ?? "", wish.Events!, wish.On);
        var (webhook, secret) = await acts.Add(terms, Me.Of(http.User)!.AsActor);
        return Answer.Created(
            new WebhookWithSecret(WebhookJson.Of(webhook), secret),
            $"/api/v1/webhooks/{webhook.Id}",
            webhook.Version
        ) with
        {
            IsSecret = true,
        };
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) => Whole(await Find(db, id, stop));

    private static async Task<Answer> Change(
        Guid id,
        Body<WebhookChange> body,
        HttpContext http,
        Db db,
        WebhookActs acts,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var webhook = await Find(db, id, stop);
        http.EnsureMatch(webhook);
        var terms = new WebhookTerms(
            wish.Url ?? webhook.Url,
            wish.Description ?? webhook.Description,
            wish.Events ?? webhook.Events,
            wish.On ?? webhook.IsOn
        );
        await acts.Change(webhook, terms);
        return Whole(webhook);
    }

    private static async Task<Answer> Delete(Guid id, HttpContext http, Db db, WebhookActs acts, CancellationToken stop)
    {
        var webhook = await Find(db, id, stop);
        http.EnsureMatch(webhook);
        await acts.Delete(webhook);
        return Answer.Nothing;
    }

    private static async Task<Answer> Rotate(Guid id, HttpContext http, Db db, WebhookActs acts, CancellationToken stop)
    {
        var webhook = await Find(db, id, stop);
        http.EnsureMatch(webhook);
        var secret = await acts.Rotate(webhook);
        return Answer.Ok(new WebhookWithSecret(WebhookJson.Of(webhook), secret), webhook.Version) with { IsSecret = true };
    }

    private static async Task<Answer> Test(Guid id, Db db, WebhookActs acts, CancellationToken stop)
    {
        var webhook = await Find(db, id, stop);
        var delivery = await acts.Test(webhook);
        return Answer.Created(WebhookDeliveryJson.Of(delivery), $"/api/v1/webhooks/{webhook.Id}/deliveries/{delivery.Id}");
    }

    private static async Task<Answer> Deliveries(
        Guid id,
        HttpContext http,
        Db db,
        string? state,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        await Find(db, id, stop);
        var found = await db.DeliveriesOf(id, StateOf(state), after).Take(size + 1).ToListAsync(stop);
        return Answer.Page(
            [.. found.Take(size).Select(WebhookDeliveryJson.Of)],
            found.Count > size ? Operation.NextOf(http, found[size - 1].Id) : null
        );
    }

    // Written as the answers write it.
    private static WebhookDeliveryState? StateOf(string? state) =>
        state is null ? null
        : Enum.TryParse<WebhookDeliveryState>(state, ignoreCase: true, out var known) && char.IsLetter(state[0]) ? known
        : throw ProblemException.At("/state", "waiting, delivered or failed.");

    private static async Task<Answer> Delivery(Guid id, Guid delivery, Db db, CancellationToken stop) =>
        Answer.Ok(WebhookDeliveryWhole.Of(await Find(db, id, delivery, stop)));

    private static async Task<Answer> Replay(Guid id, Guid delivery, Db db, WebhookActs acts, CancellationToken stop)
    {
        var found = await Find(db, id, delivery, stop);
        await acts.Replay(found);
        return Answer.Ok(WebhookDeliveryJson.Of(found));
    }

    private static async Task<Answer> ReplayFailed(Guid id, Body<ReplayWish> body, Db db, WebhookActs acts, CancellationToken stop)
    {
        var since = body.Value.Since?.ToUniversalTime() ?? DateTime.UnixEpoch;
        return Answer.Ok(new Replayed(await acts.ReplayFailed(await Find(db, id, stop), since)));
    }

    private static Answer Whole(Webhook webhook) => Answer.Ok(WebhookJson.Of(webhook), webhook.Version);

    private static async Task<Webhook> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Webhooks.SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();

    private static async Task<WebhookDelivery> Find(Db db, Guid id, Guid delivery, CancellationToken stop) =>
        await db.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == delivery && row.WebhookId == id, stop)
        ?? throw ProblemException.NotFound();
}

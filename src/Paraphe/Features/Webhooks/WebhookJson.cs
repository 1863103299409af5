using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Paraphe.Domain.Webhooks;

namespace Paraphe.Features.Webhooks;

/// <param name="OffBecause">byHand, gone (it answered 410) or failing (nothing got through for three days); null while it is on.</param>
/// <param name="FailingSince">Of the first failure since something got through.</param>
/// <param name="OldSecretUntil">So long the secret before signs as well.</param>
public sealed record WebhookJson(
    Guid Id,
    string Url,
    string Description,
    IReadOnlyList<string> Events,
    bool On,
    WebhookOff? OffBecause,
    DateTime? FailingSince,
    DateTime? OldSecretUntil,
    string CreatedBy,
    DateTime CreatedAt
)
{
    public static WebhookJson Of(Webhook row) =>
        new(
            row.Id,
            row.Url,
            row.Description,
            row.Events,
            row.IsOn,
            row.OffBecause,
            row.FailingSince,
            row.OldSecretUntil,
            row.CreatedByName,
            row.CreatedAt
        );
}

/// <param name="Secret">Shown this once.</param>
public sealed record WebhookWithSecret(WebhookJson Webhook, string Secret);

public sealed record WebhookWish
{
    [Required, StringLength(Webhook.UrlLength)]
    public string? Url { get; init; }

    [StringLength(Webhook.DescriptionLength)]
    public string? Description { get; init; }

    [Required]
    public IReadOnlyList<string>? Events { get; init; }

    public bool On { get; init; } = true;
}

/// <summary>What is changed; what is left out stays.</summary>
public sealed record WebhookChange
{
    [StringLength(Webhook.UrlLength)]
    public string? Url { get; init; }

    [StringLength(Webhook.DescriptionLength)]
    public string? Description { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    public bool? On { get; init; }
}

/// <param name="EventId">What <c>webhook-id</c> says, in each try and at every address.</param>
/// <param name="Status">What was answered last.</param>
public sealed record WebhookDeliveryJson(
    Guid Id,
    string EventId,
    string Type,
    WebhookDeliveryState State,
    int Tries,
    int? Status,
    DateTime CreatedAt,
    DateTime? NextAt
)
{
    public static WebhookDeliveryJson Of(WebhookDelivery row) =>
        new(row.Id, row.MessageId, row.Type, row.State, row.TryCount, row.LastStatus, row.CreatedAt, row.NextAt);
}

public sealed record WebhookDeliveryWhole(WebhookDeliveryJson Delivery, JsonElement Message, IReadOnlyList<WebhookTry> Tries)
{
    public static WebhookDeliveryWhole Of(WebhookDelivery row) => new(WebhookDeliveryJson.Of(row), JsonElement.Parse(row.Body), row.Tries);
}

/// <param name="Since">Messages older than this stay as they are; left out, all that failed are sent again.</param>
public sealed record ReplayWish(DateTime? Since = null);

public sealed record Replayed(int Count);

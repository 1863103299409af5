using System.Collections.Immutable;

namespace Paraphe.Domain.Webhooks;

public enum WebhookDeliveryState
{
    Waiting,
    Delivered,
    Failed,
}

/// <summary>One try to hand a message over.</summary>
/// <param name="Status">What was answered; null when nothing was.</param>
/// <param name="Answer">The beginning of what was answered.</param>
/// <param name="Fault">Why nothing was answered, or the answer was refused.</param>
public sealed record WebhookTry(DateTime At, int? Status, string Answer, string Fault, int Milliseconds)
{
    public const int AnswerLength = 1024;
    public const int Gone = 410;

    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>A message for one address: what happened, as it was then, and how handing it over went.</summary>
public sealed class WebhookDelivery : Aggregate
{
    public const int MostTriesKept = 30;

    /// <summary>Between the tries: ten of them in three days, as Standard Webhooks advises.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    private WebhookDelivery() { }

    /// <param name="eventId">The same for every address that hears of it, and for each try.</param>
    /// <param name="subjectId">What it is about.</param>
    public WebhookDelivery(Guid id, Webhook webhook, Guid eventId, string type, Guid subjectId, string body, DateTime now)
    {
        (Id, AccountId, WebhookId) = (id, webhook.AccountId, webhook.Id);
        (EventId, Type, SubjectId, Body, CreatedAt, NextAt) = (eventId, type, subjectId, body, now, now);
    }

    public Guid WebhookId { get; private set; }
    public Guid EventId { get; private set; }
    public string Type { get; private set; } = "";
    public Guid SubjectId { get; private set; }
    public string Body { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }
    public WebhookDeliveryState State { get; private set; }

    /// <summary>All there ever were; <see cref="Tries"/> keeps the last of them.</summary>
    public int TryCount { get; private set; }

    /// <summary>Those since it was made or sent again by hand.</summary>
    public int TriesOfRound { get; private set; }
    public ImmutableArray<WebhookTry> Tries { get; private set; } = [];
    public int? LastStatus { get; private set; }
    public DateTime? NextAt { get; private set; }

    /// <summary><c>webhook-id</c>: the receiver knows by it what he has had already.</summary>
    public string MessageId => $"evt_{EventId:N}";

    public bool IsTest => Type == WebhookEvents.Test;

    /// <param name="jitter">0 to 1: addresses that came back are not stormed by all that waits.</param>
    /// <param name="asked">How long the receiver asked to wait.</param>
    public void Tried(WebhookTry now, double jitter, TimeSpan asked)
    {
        (TryCount, TriesOfRound, LastStatus) = (TryCount + 1, TriesOfRound + 1, now.Status);
        Tries = [.. Tries.TakeLast(MostTriesKept - 1), now];
        var goesOn = !now.IsTaken && now.Status != WebhookTry.Gone && !IsTest && TriesOfRound <= Waits.Count;
        State =
            now.IsTaken ? WebhookDeliveryState.Delivered
            : goesOn ? WebhookDeliveryState.Waiting
            : WebhookDeliveryState.Failed;
        NextAt = goesOn ? now.At + Longer(Waits[TriesOfRound - 1] * (1 + 0.1 * jitter), asked) : null;
    }

    /// <summary>Its address was turned off before it went.</summary>
    public void GiveUp() => (State, NextAt) = (WebhookDeliveryState.Failed, null);

    /// <summary>The same message once more, with all its tries.</summary>
    public void Replay(DateTime now)
    {
        if (State == WebhookDeliveryState.Waiting && TriesOfRound == 0)
            throw new BrokenRuleException("Rules.WebhookWaits");
        (State, TriesOfRound, NextAt) = (WebhookDeliveryState.Waiting, 0, now);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

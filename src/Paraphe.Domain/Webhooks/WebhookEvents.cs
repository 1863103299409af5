namespace Paraphe.Domain.Webhooks;

/// <summary>What another program can hear of. Names never change: programs out there wait for them.</summary>
public static class WebhookEvents
{
    /// <summary>Sent by hand, to see that an address hears.</summary>
    public const string Test = "webhook.test";

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "request.received",
        "request.message",
        "quote.sent",
        "quote.opened",
        "quote.question_asked",
        "quote.time_proposed",
        "quote.changes_requested",
        "quote.changes_answered",
        "quote.signed",
        "quote.rejected",
        "quote.won",
        "quote.lost",
        "quote.expired",
        "quote.withdrawn",
        "quote.revised",
        "customer.created",
        "customer.changed",
        "work_order.created",
        "work_order.done",
        "contract.activated",
        "contract.cancelled",
        "invoice.issued",
        "invoice.paid",
    ];
}

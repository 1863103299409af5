namespace Paraphe.Features.Notices;

/// <summary>What a member can be told of (AC 4). A kind is also the key of its text, <c>Notices.Line.quoteSigned</c>.</summary>
public static class NoticeKinds
{
    public const string QuoteOpened = "quoteOpened";
    public const string QuoteSigned = "quoteSigned";
    public const string QuoteRejected = "quoteRejected";
    public const string QuoteRenounced = "quoteRenounced";
    public const string ChangesRequested = "changesRequested";
    public const string TimeProposed = "timeProposed";
    public const string QuestionAsked = "questionAsked";
    public const string QuoteRevised = "quoteRevised";
    public const string QuoteExpired = "quoteExpired";
    public const string FollowUpDue = "followUpDue";
    public const string DeliveryFailed = "deliveryFailed";
    public const string InvoiceMailFailed = "invoiceMailFailed";
    public const string HandOverRefused = "handOverRefused";
    public const string RequestReceived = "requestReceived";
    public const string RequestReplied = "requestReplied";
    public const string ContractEnding = "contractEnding";
    public const string JobFailed = "jobFailed";
    public const string WebhookOff = "webhookOff";

    /// <summary>In the order of the preferences page.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        RequestReceived,
        RequestReplied,
        QuoteOpened,
        QuestionAsked,
        ChangesRequested,
        TimeProposed,
        QuoteSigned,
        QuoteRejected,
        QuoteRenounced,
        QuoteRevised,
        QuoteExpired,
        FollowUpDue,
        DeliveryFailed,
        InvoiceMailFailed,
        HandOverRefused,
        ContractEnding,
        JobFailed,
        WebhookOff,
    ];

    public static string Icon(string kind) =>
        kind switch
        {
            QuoteOpened => "opened",
            QuoteSigned => "sign",
            QuoteRejected or QuoteRenounced => "xring",
            ChangesRequested => "pencil",
            TimeProposed => "cal",
            QuestionAsked => "chat",
            QuoteRevised => "undo",
            QuoteExpired => "clock",
            FollowUpDue => "cal",
            ContractEnding => "pact",
            RequestReceived or RequestReplied => "inbox",
            _ => "warn",
        };
}

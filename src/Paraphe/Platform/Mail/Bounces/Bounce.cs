namespace Paraphe.Platform.Mail;

public enum BounceAction
{
    /// <summary>Given up.</summary>
    Failed,

    /// <summary>Still being tried.</summary>
    Delayed,

    /// <summary>Arrived, or handed on to where no reports come from.</summary>
    Delivered,
}

/// <summary>What a report says about one recipient.</summary>
/// <param name="Address">The address we sent to where the report gives it, else the final one.</param>
/// <param name="Action">What happened.</param>
/// <param name="Status">Enhanced status code (RFC 3463), e.g. <c>5.1.1</c>; null if none is given.</param>
/// <param name="Words">The remote server's words, on one line; may be empty.</param>
public sealed record BouncedRecipient(string Address, BounceAction Action, string? Status, string Words)
{
    /// <summary>Sending there again is no use. A full mailbox (5.2.2) is not for good, whatever the server says.</summary>
    public bool IsForGood =>
        Action == BounceAction.Failed && Status?.StartsWith("4.", StringComparison.Ordinal) != true && Status != "5.2.2";
}

/// <summary>A report that mail of ours was not delivered, or late.</summary>
/// <param name="Recipients">At least one, unless a free-form bounce names nobody.</param>
/// <param name="EnvelopeId">Our <see cref="Envelope.Id"/>, where it came back.</param>
/// <param name="MessageId">Of our message, without brackets, where the report returns its headers.</param>
public sealed record Bounce(IReadOnlyList<BouncedRecipient> Recipients, string? EnvelopeId, string? MessageId);

namespace Paraphe.Platform.Mail;

public enum Handover
{
    /// <summary>The server answers for it now.</summary>
    Accepted,

    /// <summary>Try again later.</summary>
    RefusedForNow,

    /// <summary>Trying again is no use.</summary>
    RefusedForGood,
}

/// <summary>What became of one recipient.</summary>
/// <param name="Address">As in the envelope.</param>
/// <param name="Handover">Whether the server took it.</param>
/// <param name="Code">The SMTP code; 0 where the server never said one.</param>
/// <param name="Words">The server's words, or ours where it said none; one line, at most 500 characters.</param>
public sealed record RecipientOutcome(string Address, Handover Handover, int Code, string Words);

/// <summary>Where a delivery got stuck, for the Owner who set up the server.</summary>
public enum SmtpTrouble
{
    None,
    CannotConnect,
    NotEncrypted,
    BadCertificate,
    NotAuthenticated,
    Refused,
    Broken,
}

/// <summary>What became of one message.</summary>
public sealed record SmtpOutcome
{
    public required IReadOnlyList<RecipientOutcome> Recipients { get; init; }
    public SmtpTrouble Trouble { get; init; }

    /// <summary>The line broke after the whole message was sent and before the answer: it may have been taken. Send again with the same Message-ID.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>The server will report on delivery (RFC 3461).</summary>
    public bool WillReport { get; init; }

    public bool IsAccepted => Recipients.All(r => r.Handover == Handover.Accepted);
}

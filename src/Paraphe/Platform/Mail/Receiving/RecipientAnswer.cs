namespace Paraphe.Platform.Mail;

/// <summary>Whether an address is one of ours.</summary>
public enum RecipientAnswer
{
    /// <summary>Mail for it is taken.</summary>
    Known,

    /// <summary>Refused for good: 550.</summary>
    Unknown,

    /// <summary>Cannot be told or taken now: 451, the sender tries again.</summary>
    Busy,
}

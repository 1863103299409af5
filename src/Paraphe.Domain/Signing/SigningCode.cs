namespace Paraphe.Domain.Signing;

/// <summary>
/// A one-time code that a recipient must repeat to sign (PO 3). Only a keyed hash of it is kept; it bears five tries and a quarter of an hour.
/// </summary>
public sealed class SigningCode : IOwned
{
    public const int MostTries = 5;

    /// <summary>Codes that one recipient may ask for in an hour.</summary>
    public const int MostAnHour = 5;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Who asks again sooner has pressed twice.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private SigningCode() { }

    public SigningCode(Guid id, Guid accountId, Guid deliveryId, byte[] hash, DateTime now) =>
        (Id, AccountId, DeliveryId, Hash, CreatedAt) = (id, accountId, deliveryId, hash, now);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid DeliveryId { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public DateTime CreatedAt { get; private set; }

    /// <summary>Wrong ones, and those under way.</summary>
    public int Tries { get; private set; }

    public bool IsGone(DateTime now) => Tries >= MostTries || now - CreatedAt > Lifetime;
}

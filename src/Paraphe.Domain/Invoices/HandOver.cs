namespace Paraphe.Domain.Invoices;

public enum HandOverFormat
{
    /// <summary>UBL as Peppol BIS Billing 3.0.</summary>
    Ubl,

    /// <summary>The PDF with the data inside.</summary>
    FacturX,

    /// <summary>UN/CEFACT CII alone.</summary>
    Cii,
}

public enum HandOverDoor
{
    None,

    /// <summary>A folder that an access point empties.</summary>
    Folder,

    /// <summary>HTTP post.</summary>
    Post,
}

public enum HandOverState
{
    Waiting,
    HandedOver,
    Refused,
}

/// <summary>One invoice on its way through the door to a network. It ends handed over or refused; another one may follow.</summary>
public sealed class HandOver : IOwned
{
    public const int MostTries = 16;
    public const int WordsLength = 2_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    private HandOver() { }

    public HandOver(Guid id, Guid accountId, Guid invoiceId, HandOverDoor door, HandOverFormat format, DateTime now)
    {
        if (door == HandOverDoor.None)
            throw new BrokenRuleException("EInvoicing.NoDoor");
        (Id, AccountId, InvoiceId, Door, Format, CreatedAt) = (id, accountId, invoiceId, door, format, now);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid InvoiceId { get; private set; }
    public HandOverDoor Door { get; private set; }
    public HandOverFormat Format { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public int Tries { get; private set; }
    public DateTime? TriedAt { get; private set; }
    public DateTime? TakenAt { get; private set; }
    public DateTime? RefusedAt { get; private set; }

    /// <summary>What the other side said last.</summary>
    public string Words { get; private set; } = "";

    public HandOverState State =>
        TakenAt is not null ? HandOverState.HandedOver
        : RefusedAt is not null ? HandOverState.Refused
        : HandOverState.Waiting;

    public void Taken(string words, DateTime now)
    {
        Tried(words, now);
        TakenAt = now;
    }

    public void Refuse(string words, DateTime now)
    {
        Tried(words, now);
        RefusedAt = now;
    }

    /// <summary>Nobody was there, or asked to come back.</summary>
    /// <returns>How long to wait; null after the last try, which is a refusal.</returns>
    public TimeSpan? Later(string words, DateTime now)
    {
        Tried(words, now);
        if (Tries >= MostTries)
        {
            RefusedAt = now;
            return null;
        }
        var wait = TimeSpan.FromSeconds(30 * Math.Pow(2, Tries - 1));
        return wait < LongestWait ? wait : LongestWait;
    }

    private void Tried(string words, DateTime now)
    {
        if (State != HandOverState.Waiting)
            throw new InvalidOperationException("It ended already");
        Tries++;
        TriedAt = now;
        Words = words.Length > WordsLength ? words[..WordsLength] : words;
    }
}

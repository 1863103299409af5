namespace Paraphe.Platform.Data;

/// <summary>
/// The account at work in this scope: set once, from the signed-in member, the portal link or the job. Unset, every query is empty.
/// </summary>
public sealed class Tenant
{
    public Guid AccountId { get; private set; }

    public bool IsSet => AccountId != Guid.Empty;

    public void Enter(Guid account)
    {
        if (IsSet && AccountId != account)
            throw new InvalidOperationException("A scope works for one account");
        AccountId = account;
    }
}

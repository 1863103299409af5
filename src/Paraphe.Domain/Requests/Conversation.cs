namespace Paraphe.Domain.Requests;

/// <summary>
/// What was said about a request, or about a quote that came from none; a quote made from a request shares the request's. Its reply address
/// is made from its id.
/// </summary>
public sealed class Conversation : IOwned
{
    private Conversation() { }

    public Conversation(Guid id, Guid accountId, DateTime now) => (Id, AccountId, CreatedAt) = (id, accountId, now);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Where its messages went when it was joined to another; its reply address leads there.</summary>
    public Guid? JoinedToId { get; private set; }

    public void JoinTo(Conversation other) => JoinedToId = other.Id;
}

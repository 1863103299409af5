namespace Paraphe.Domain.Events;

/// <summary>Who did it. The name is kept as it was then.</summary>
public sealed record Actor
{
    public static readonly Actor System = new("system", "Paraphe", null);

    private Actor(string kind, string name, Guid? id)
    {
        Kind = kind;
        Name = name;
        Id = id;
    }

    /// <summary><c>member</c>, <c>customer</c> or <c>system</c>.</summary>
    public string Kind { get; }

    public string Name { get; }

    public Guid? Id { get; }

    public static Actor Member(Guid id, string name) => new("member", name, id);

    /// <param name="id">Of the contact or recipient, where known.</param>
    public static Actor Customer(string name, Guid? id = null) => new("customer", name, id);
}

namespace Paraphe.Domain.Requests;

/// <summary>Who asks, as mailed or typed; nothing of it is checked. The customer list is another matter.</summary>
public sealed record Requester
{
    public const int LongestName = 200;

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Company { get; init; } = "";

    public Address Address { get; init; } = new();

    /// <summary>What a list shows.</summary>
    public string Shown =>
        Name.Length > 0 ? Name
        : Company.Length > 0 ? Company
        : Email;
}

namespace Paraphe.Domain;

/// <summary>A postal address; the country decides order, required parts and whether there is a state.</summary>
public sealed record Address
{
    public string Line1 { get; init; } = "";
    public string Line2 { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string City { get; init; } = "";

    /// <summary>State or province; United States and Canada only (CU 4).</summary>
    public string State { get; init; } = "";

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string Country { get; init; } = "";

    public bool IsEmpty => Line1.Length + Line2.Length + PostalCode.Length + City.Length == 0;

    /// <summary>One line, for lists and facts.</summary>
    public string OneLine => string.Join(", ", new[] { Line1, Line2, $"{PostalCode} {City}".Trim(), State }.Where(part => part.Length > 0));
}

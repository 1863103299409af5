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

    public string this[AddressPart part] =>
        part switch
        {
            AddressPart.Line1 => Line1,
            AddressPart.Line2 => Line2,
            AddressPart.PostalCode => PostalCode,
            AddressPart.City => City,
            _ => State,
        };

    /// <summary>The lines of an envelope, as the country writes them, without its name.</summary>
    public IReadOnlyList<string> Lines => AddressFormat.Of(Country).Write(this);

    /// <summary>One line, for lists and facts.</summary>
    public string OneLine => string.Join(", ", Lines);

    /// <summary>
    /// As it is kept: blanks trimmed, the postal code written the country's way, no state where the country has none (CU 4).
    /// </summary>
    public Address Tidied()
    {
        var format = AddressFormat.Of(Country);
        return this with
        {
            Line1 = Line1.Trim(),
            Line2 = Line2.Trim(),
            City = City.Trim(),
            State = format.HasState ? State.Trim().ToUpperInvariant() : "",
            PostalCode = format.PostalCode(PostalCode) ?? PostalCode.Trim(),
        };
    }

    /// <summary>What is wrong with it, part by part.</summary>
    /// <param name="whole">The parts that the country requires must be there.</param>
    /// <param name="place">What the address is called in the form, with a dot.</param>
    public IEnumerable<BrokenRuleException> Flaws(bool whole = true, string place = "Address.")
    {
        var format = AddressFormat.Of(Country);
        if (format.PostalCode(PostalCode) is null)
            yield return new BrokenRuleException("Rules.PostalCode", place + nameof(PostalCode), format.Example);
        if (whole)
            foreach (var missing in format.Missing(this))
                yield return new BrokenRuleException("Rules.AddressPart", place + missing);
    }
}

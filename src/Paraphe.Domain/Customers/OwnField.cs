using System.Globalization;

namespace Paraphe.Domain.Customers;

public enum OwnFieldKind
{
    Text,
    Number,
    Date,
    YesNo,
    Choice,
}

/// <summary>A field that the Owner adds to the customers of his account (CU 3).</summary>
/// <param name="Key">Stays when the name changes; values are kept under it.</param>
/// <param name="Choices">Of a choice; empty otherwise.</param>
public sealed record OwnField(string Key, string Name, OwnFieldKind Kind, IReadOnlyList<string> Choices)
{
    public const int Most = 20;
    public const int LongestName = 60;
    public const int LongestValue = 500;

    /// <summary>Yes, in a field of yes and no; no is nothing.</summary>
    public const string Yes = "yes";

    /// <summary>Values are kept invariant: 2027-03-08, 12.5, <see cref="Yes"/>.</summary>
    public BrokenRuleException? Flaw(string value) =>
        string.IsNullOrWhiteSpace(value) ? null
        : value.Trim().Length > LongestValue ? new BrokenRuleException("Rules.TooLong", $"Fields[{Key}]", LongestValue)
        : Fits(value.Trim()) ? null
        : new BrokenRuleException("Rules.OwnField." + Kind, $"Fields[{Key}]", value.Trim());

    private bool Fits(string value) =>
        Kind switch
        {
            OwnFieldKind.Number => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            OwnFieldKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            OwnFieldKind.YesNo => value == Yes,
            OwnFieldKind.Choice => Choices.Contains(value, StringComparer.Ordinal),
            _ => true,
        };
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Paraphe.Domain;

/// <summary>
/// How documents are numbered: <c>Q-{yyyy}-{0000}</c>, <c>{yy}{MM}-{000}</c>. The zeros are the counter with its least width; it restarts
/// with the month or the year that stands in the pattern.
/// </summary>
public sealed partial record NumberPattern
{
    public const int MaxLength = 40;

    private readonly ImmutableArray<string> parts;

    /// <exception cref="BrokenRuleException">
    /// Rules.NumberPatternLength, NumberPatternCharacter (also an unknown placeholder), NumberPatternCounter (not exactly one, of one to nine
    /// zeros), NumberPatternMonth (a month without a year: numbers would come again).
    /// </exception>
    public NumberPattern(string text)
    {
        Demand(text.Length is > 0 and <= MaxLength, "Rules.NumberPatternLength");
        Demand(Whole().IsMatch(text), "Rules.NumberPatternCharacter");
        Text = text;
        parts = [.. Part().Matches(text).Select(match => match.Value)];
        Demand(parts.Count(IsCounter) == 1, "Rules.NumberPatternCounter");
        Yearly = parts.Any(part => part is "{yyyy}" or "{yy}");
        Monthly = parts.Contains("{MM}", StringComparer.Ordinal);
        Demand(Yearly || !Monthly, "Rules.NumberPatternMonth");
    }

    public string Text { get; }

    /// <summary>The counter starts again with each year.</summary>
    public bool Yearly { get; }

    /// <summary>And with each month.</summary>
    public bool Monthly { get; }

    /// <summary>Names the period in which the counter runs: "2026", "2026-11" or "" when it never restarts.</summary>
    public string Period(DateOnly date) =>
        Monthly ? date.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : Yearly ? date.ToString("yyyy", CultureInfo.InvariantCulture)
        : "";

    /// <param name="counter">From 1; one wider than the zeros is written whole.</param>
    /// <param name="date">Today in the account's time zone.</param>
    public string Format(long counter, DateOnly date) =>
        counter > 0
            ? string.Concat(parts.Select(part => Format(part, counter, date)))
            : throw new ArgumentOutOfRangeException(nameof(counter), "Counters start at 1.");

    public bool Equals(NumberPattern? other) => string.Equals(Text, other?.Text, StringComparison.Ordinal);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static string Format(string part, long counter, DateOnly date) =>
        part switch
        {
            "{yyyy}" or "{yy}" or "{MM}" => date.ToString(part[1..^1], CultureInfo.InvariantCulture),
            _ when IsCounter(part) => counter.ToString(part[1..^1], CultureInfo.InvariantCulture),
            _ => part,
        };

    private static bool IsCounter(string part) => part.StartsWith("{0", StringComparison.Ordinal);

    private static void Demand(bool holds, string rule)
    {
        if (!holds)
        {
            throw new BrokenRuleException(rule, "Pattern");
        }
    }

    [GeneratedRegex(@"^(\{(yyyy|yy|MM|0{1,9})\}|[\p{L}\p{Nd} ._/#-])+\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\{[^}]+\}|[^{]+", RegexOptions.NonBacktracking)]
    private static partial Regex Part();
}

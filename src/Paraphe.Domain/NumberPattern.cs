using System.Globalization;
using System.Text.RegularExpressions;

namespace Paraphe.Domain;

/// <summary>A number pattern such as <c>Q-{yyyy}-{0000}</c>: {yyyy}, {yy}, {MM} from the date, one counter of zeros.</summary>
public sealed partial class NumberPattern
{
    private readonly string pattern;

    /// <exception cref="BrokenRuleException">No counter, two counters, or an unknown placeholder.</exception>
    public NumberPattern(string pattern)
    {
        this.pattern = pattern;
        var places = Placeholder().Matches(pattern).Select(match => match.Groups["name"].Value).ToList();
        if (
            pattern.Length > 40
            || places.Count(IsCounter) != 1
            || places.Any(name => !IsCounter(name) && name is not ("yyyy" or "yy" or "MM"))
        )
            throw new BrokenRuleException("Rules.NumberPattern", null, pattern);
        Yearly = places.Any(name => name is "yyyy" or "yy");
        Monthly = Yearly && places.Contains("MM");
    }

    /// <summary>The counter starts again with each year.</summary>
    public bool Yearly { get; }

    public bool Monthly { get; }

    /// <summary>Names the period in which the counter runs: "2026", "2026-11" or "" when it never restarts.</summary>
    public string Period(DateOnly date) =>
        Monthly ? date.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : Yearly ? date.ToString("yyyy", CultureInfo.InvariantCulture)
        : "";

    public string Format(long counter, DateOnly date) =>
        Placeholder()
            .Replace(
                pattern,
                match =>
                    match.Groups["name"].Value is var name && IsCounter(name)
                        ? counter.ToString(name, CultureInfo.InvariantCulture)
                        : date.ToString(name, CultureInfo.InvariantCulture)
            );

    private static bool IsCounter(string name) => name.Length > 0 && name.All(c => c == '0');

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}

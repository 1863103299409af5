using System.Text.RegularExpressions;

namespace Paraphe.Features.SettingsPages;

/// <summary>The places in standard texts that are filled in for each quote: <c>{recipient}</c>, <c>{total}</c> …</summary>
public static partial class Placeholders
{
    public static readonly IReadOnlyList<string> All = ["recipient", "number", "title", "total", "validUntil", "seller", "company"];

    /// <summary>Fills in what has a value; anything else in braces stays as it was typed.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Place().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    /// <summary>The first that is none of <see cref="All"/>: a typing error that customers would read.</summary>
    public static string? Unknown(string? text) =>
        Place()
            .Matches(text ?? "")
            .Select(match => match.Groups["name"].Value)
            .FirstOrDefault(name => !All.Contains(name, StringComparer.Ordinal));

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}

using System.Text.RegularExpressions;

namespace Paraphe.Bench.Measures;

/// <summary>Reads the quote list as a person would: what is in it.</summary>
internal static partial class Quotes
{
    /// <returns>Path of the first quote of the list.</returns>
    public static string First(string list) =>
        Link().Match(list) is { Success: true } found ? found.Value : throw new InvalidOperationException("An empty list");

    [GeneratedRegex("/quotes/[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Link();
}

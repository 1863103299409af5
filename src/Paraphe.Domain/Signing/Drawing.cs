using System.Globalization;
using System.Text.RegularExpressions;

namespace Paraphe.Domain.Signing;

/// <summary>SVG path data of a drawn signature: only moves, lines and curves, and more than a dot.</summary>
public static partial class Drawing
{
    /// <summary>False for anything that is not plain path data, or whose strokes cover less than a word would.</summary>
    public static bool IsDrawn(string path)
    {
        if (!PathData().IsMatch(path))
            return false;
        var numbers = Number().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        if (numbers.Count < 8)
            return false;
        var xs = numbers.Where((_, place) => place % 2 == 0).ToList();
        var ys = numbers.Where((_, place) => place % 2 == 1).ToList();
        return xs.Max() - xs.Min() + (ys.Max() - ys.Min()) >= 20;
    }

    [GeneratedRegex(@"^[MLC0-9eE,.\s-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex PathData();

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}

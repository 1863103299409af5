using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Paraphe.Domain.Quotes.Comparing;

/// <summary>
/// Two texts compared word by word (longest common subsequence). The same and the removed words in order are the text before, the same and
/// the added ones the text after.
/// </summary>
public static class WordDiff
{
    // A table of 4 million cells; longer texts that have little in common at their ends are shown as replaced.
    private const long MaxCells = 4_000_000;

    public static ImmutableArray<Words> Of(string before, string after)
    {
        var a = Split(before);
        var b = Split(after);
        var start = 0;
        while (start < a.Count && start < b.Count && Same(a[start], b[start]))
        {
            start++;
        }

        var end = 0;
        while (end < a.Count - start && end < b.Count - start && Same(a[^(end + 1)], b[^(end + 1)]))
        {
            end++;
        }

        var runs = new Runs();
        runs.Add(WordKind.Same, a.Take(start));
        Middle(a.GetRange(start, a.Count - start - end), b.GetRange(start, b.Count - start - end), runs);
        runs.Add(WordKind.Same, a.TakeLast(end));
        return runs.Take();
    }

    private static void Middle(List<string> a, List<string> b, Runs runs)
    {
        if ((long)a.Count * b.Count > MaxCells)
        {
            runs.Add(WordKind.Removed, a);
            runs.Add(WordKind.Added, b);
            return;
        }

        var common = Lengths(a, b);
        var (i, j) = (0, 0);
        while (i < a.Count && j < b.Count)
        {
            if (Same(a[i], b[j]))
            {
                runs.Add(WordKind.Same, [a[i]]);
                (i, j) = (i + 1, j + 1);
            }
            else if (common[i + 1, j] >= common[i, j + 1])
            {
                runs.Add(WordKind.Removed, [a[i++]]);
            }
            else
            {
                runs.Add(WordKind.Added, [b[j++]]);
            }
        }

        runs.Add(WordKind.Removed, a.Skip(i));
        runs.Add(WordKind.Added, b.Skip(j));
    }

    // [i, j]: words that the rests from i and from j have in common.
    private static int[,] Lengths(List<string> a, List<string> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = Same(a[i], b[j]) ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    /// <summary>Words, runs of white space, and every other character by itself.</summary>
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length; )
        {
            var start = i++;
            var kind = Kind(text[start]);
            while (i < text.Length && kind != Letter.Other && Kind(text[i]) == kind)
            {
                i++;
            }

            words.Add(text[start..i]);
        }

        return words;
    }

    private static Letter Kind(char c) =>
        char.IsWhiteSpace(c) ? Letter.Space
        : char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? Letter.Word
        : Letter.Other;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);

    private enum Letter
    {
        Space,
        Word,
        Other,
    }

    private sealed class Runs
    {
        private readonly ImmutableArray<Words>.Builder done = ImmutableArray.CreateBuilder<Words>();
        private readonly StringBuilder text = new();
        private WordKind kind;

        public void Add(WordKind next, IEnumerable<string> words)
        {
            foreach (var word in words)
            {
                if (next != kind)
                {
                    Close();
                    kind = next;
                }

                text.Append(word);
            }
        }

        public ImmutableArray<Words> Take()
        {
            Close();
            return done.ToImmutable();
        }

        private void Close()
        {
            if (text.Length > 0)
            {
                done.Add(new Words(kind, text.ToString()));
                text.Clear();
            }
        }
    }
}

/// <summary>A run of words that share a fate.</summary>
public sealed record Words(WordKind Kind, string Text);

public enum WordKind
{
    Same,
    Removed,
    Added,
}

using System.Globalization;
using System.Text;

namespace Paraphe.Domain;

/// <summary>Where in a text the words of a search stand, as it is written: accents and case ignored, phone digits however grouped.</summary>
public static class SearchMarks
{
    /// <summary>The text cut into pieces, those that matched marked; together they are the text again.</summary>
    public static IReadOnlyList<(string Text, bool Marked)> Of(string text, string? typed)
    {
        var words = SearchText.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(SearchTerms.MostWords).ToList();
        if (words.Count == 0 || text.Length == 0)
            return [(text, false)];
        var marked = new bool[text.Length];
        foreach (var word in words)
            Mark(text, Folded(text, _ => true), word, marked);
        var digits = PhoneDigits.Tail(typed);
        if (digits.Length >= 3 && !words.Exists(word => word.Any(char.IsLetter)))
            Mark(text, Folded(text, Rune.IsDigit), digits, marked);
        return [.. Pieces(text, marked)];
    }

    // Each folded character with the place in the text that it came from.
    private static (string Text, List<int> Places) Folded(string text, Func<Rune, bool> counts)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        var place = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (counts(rune))
                foreach (var character in Rune.IsWhiteSpace(rune) ? " " : SearchText.Fold(rune.ToString()))
                {
                    folded.Append(character);
                    places.Add(place);
                }
            place += rune.Utf16SequenceLength;
        }
        return (folded.ToString(), places);
    }

    private static void Mark(string text, (string Text, List<int> Places) folded, string word, bool[] marked)
    {
        for (
            var at = folded.Text.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = folded.Text.IndexOf(word, at + word.Length, StringComparison.Ordinal)
        )
        {
            if (word.Length <= 2 && at > 0 && folded.Text[at - 1] != ' ')
                continue;
            var last = folded.Places[at + word.Length - 1];
            var end = last + (char.IsHighSurrogate(text[last]) && last + 1 < text.Length ? 2 : 1);
            // An accent of its own belongs to its letter.
            while (end < text.Length && char.GetUnicodeCategory(text[end]) == UnicodeCategory.NonSpacingMark)
                end++;
            marked.AsSpan(folded.Places[at]..end).Fill(true);
        }
    }

    private static IEnumerable<(string, bool)> Pieces(string text, bool[] marked)
    {
        for (var start = 0; start < text.Length; )
        {
            var end = start;
            while (end < text.Length && marked[end] == marked[start])
                end++;
            yield return (text[start..end], marked[start]);
            start = end;
        }
    }
}

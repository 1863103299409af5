using System.Text;

namespace Paraphe.Domain;

/// <summary>A part of a text that is looked for, folded.</summary>
/// <param name="BeginsWord">One or two characters are found only where a word begins.</param>
public readonly record struct SearchPiece(string Text, bool BeginsWord);

/// <summary>
/// What somebody typed into a search box (CU 5): found is a text that holds all pieces of one of the alternatives. A telephone number is such an
/// alternative, as it may be typed with and without its country, in groups of any size.
/// </summary>
public sealed record SearchTerms(IReadOnlyList<IReadOnlyList<SearchPiece>> Alternatives)
{
    public const int MostWords = 8;
    public const int LongestWord = 100;

    private const int FewestDigits = 3;

    // Who types a country's prefix means a number that is perhaps kept without: the last eight digits tell it.
    private const int DigitsOfSubscriber = 8;

    /// <summary>Nothing was typed: everything is found.</summary>
    public bool IsEmpty => Alternatives.Count == 0;

    public static SearchTerms Of(string? typed)
    {
        var folded = SearchText.Fold(typed);
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(PieceOf).ToList();
        if (words.Count == 0)
            return new([]);
        List<IReadOnlyList<SearchPiece>> alternatives = [words];
        if (folded.Any(char.IsLetter))
            return new(alternatives);
        var digits = PhoneDigits.Tail(typed);
        // Typed in one piece they are the word itself.
        if (digits.Length >= FewestDigits && !(words.Count == 1 && words[0].Text == digits))
            alternatives.Add([new(digits, BeginsWord: false)]);
        if (PhoneDigits.Of(typed).StartsWith('+') && digits.Length > DigitsOfSubscriber)
            alternatives.Add([new(digits[^DigitsOfSubscriber..], BeginsWord: false)]);
        return new(alternatives);
    }

    private static SearchPiece PieceOf(string word)
    {
        var runes = word.EnumerateRunes().Take(LongestWord).ToList();
        return new(string.Concat(runes), runes.Count <= 2);
    }
}

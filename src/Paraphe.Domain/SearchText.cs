using System.Globalization;
using System.Text;

namespace Paraphe.Domain;

/// <summary>Text as search columns hold it, and as a search is folded before it is looked up in them.</summary>
public static class SearchText
{
    /// <summary>Small letters without accents (ß is ss, œ is oe, ø is o), typographic variants made plain, white space single.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (Ascii.IsValid(text))
        {
            return FoldPlain(text);
        }

        var folded = new StringBuilder(text.Length);
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            Fold(rune, folded);
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>The folded texts of a row, one after the other.</summary>
    public static string Of(params ReadOnlySpan<string?> texts)
    {
        var all = new StringBuilder();
        foreach (var text in texts)
        {
            if (Fold(text) is { Length: > 0 } folded)
            {
                all.Append(all.Length == 0 ? "" : " ").Append(folded);
            }
        }

        return all.ToString();
    }

    // Most texts are so, and an import folds a million of them: no accent to take off, no letter outside of one character.
    private static string FoldPlain(string text)
    {
        Span<char> folded = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var count = 0;
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter))
            {
                if (count > 0 && folded[count - 1] != ' ')
                {
                    folded[count++] = ' ';
                }
            }
            else if (!char.IsControl(letter))
            {
                folded[count++] = char.ToLowerInvariant(letter);
            }
        }

        return new string(folded[..count].TrimEnd(' '));
    }

    // Half a surrogate pair, as a cut text may end with, cannot be normalised: runes replace it.
    private static string Decompose(string text)
    {
        if (!text.Any(char.IsSurrogate))
        {
            return text.Normalize(NormalizationForm.FormKD);
        }

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKD);
    }

    private static void Fold(Rune rune, StringBuilder to)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (
            category is UnicodeCategory.NonSpacingMark or UnicodeCategory.Control && !Rune.IsWhiteSpace(rune)
            || category == UnicodeCategory.Format
        )
        {
            return;
        }

        if (Rune.IsWhiteSpace(rune))
        {
            if (to.Length > 0 && to[^1] != ' ')
            {
                to.Append(' ');
            }

            return;
        }

        var small = Rune.ToLowerInvariant(rune);
        if (Plain(small) is { } plain)
        {
            to.Append(plain);
        }
        else if (small.IsBmp)
        {
            to.Append((char)small.Value);
        }
        else
        {
            to.Append(small.ToString());
        }
    }

    // Letters that Unicode does not take apart.
    private static string? Plain(Rune small) =>
        small.Value switch
        {
            'ß' => "ss",
            'œ' => "oe",
            'æ' => "ae",
            'ø' => "o",
            'đ' or 'ð' => "d",
            'ł' => "l",
            'þ' => "th",
            'ħ' => "h",
            'ı' => "i",
            '’' or '‘' or 'ʼ' or '´' => "'",
            '“' or '”' or '«' or '»' or '„' => "\"",
            '‐' or '‑' or '–' or '—' => "-",
            _ => null,
        };
}

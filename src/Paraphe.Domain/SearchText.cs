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

    // Half a surrogate pair, as a cut text may end with, cannot be normalised: runes replace it.
    private static string Decompose(string text)
    {
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
        to.Append(Plain(small) ?? small.ToString());
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

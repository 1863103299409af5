using System.Globalization;
using System.Text;

namespace Paraphe.Domain;

/// <summary>Text as it is searched: lower case, without accents, spaces single.</summary>
public static class SearchText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                _ = char.ToLowerInvariant(letter) switch
                {
                    'ß' => folded.Append("ss"),
                    'œ' => folded.Append("oe"),
                    'æ' => folded.Append("ae"),
                    'ø' => folded.Append('o'),
                    'ł' => folded.Append('l'),
                    var c when char.IsWhiteSpace(c) => folded.Length > 0 && folded[^1] == ' ' ? folded : folded.Append(' '),
                    var c => folded.Append(c),
                };
        return folded.ToString().Trim();
    }
}

using System.Text;

namespace Paraphe.Platform.Web;

/// <summary>Sets texts as a printer would, so that nobody has to type a no-break space.</summary>
public static class Typography
{
    /// <summary>No-break space.</summary>
    public const char Nbsp = '\u00A0';

    /// <summary>Narrow no-break space, between thousands in French.</summary>
    public const char Nnbsp = '\u202F';

    /// <summary>Straight apostrophes become ’; in French, spaces before : ; ? ! » % € and after « no longer break.</summary>
    public static string Set(string language, string text)
    {
        var set = new StringBuilder(text);
        for (var i = 1; i < text.Length; i++)
            if (text[i] == '\'' && char.IsLetter(text[i - 1]))
                set[i] = '’';
            else if (language == "fr" && text[i - 1] == ' ' && ":;?!»%€".Contains(text[i], StringComparison.Ordinal))
                set[i - 1] = Nbsp;
            else if (language == "fr" && text[i - 1] == '«' && text[i] == ' ')
                set[i] = Nbsp;
        return set.ToString();
    }
}

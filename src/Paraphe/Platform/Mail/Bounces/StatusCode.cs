namespace Paraphe.Platform.Mail;

/// <summary>Finds the status in a server's words: an enhanced code (RFC 3463), or the class of an SMTP code.</summary>
internal static class StatusCode
{
    /// <summary>The first enhanced code such as <c>5.1.1</c>, or null.</summary>
    public static string? In(string words)
    {
        foreach (var range in words.AsSpan().SplitAny(" \t#()[]<>,;-:"))
        {
            var word = words.AsSpan()[range].TrimEnd('.');
            if (word.Length is >= 5 and <= 9 && word[0] is '2' or '4' or '5' && word[1] == '.' && HasThreeNumbers(word))
                return word.ToString();
        }
        return null;
    }

    /// <summary>An enhanced code, or <c>5.0.0</c>/<c>4.0.0</c> after the first SMTP code, or null.</summary>
    public static string? Or(string words)
    {
        if (In(words) is { } enhanced)
            return enhanced;
        foreach (var range in words.AsSpan().SplitAny(" \t#()[]<>,;-:"))
        {
            var word = words.AsSpan()[range];
            if (
                word.Length == 3
                && word[0] is '4' or '5'
                && word[1] is >= '0' and <= '7'
                && char.IsAsciiDigit(word[^1])
                && word.Length == 3
            )
                return $"{word[0]}.0.0";
        }
        return null;
    }

    private static bool HasThreeNumbers(ReadOnlySpan<char> word)
    {
        var dots = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '.' && i > 0 && char.IsAsciiDigit(word[i - 1]))
                dots++;
            else if (!char.IsAsciiDigit(word[i]))
                return false;
        }
        return dots == 2 && char.IsAsciiDigit(word[^1]);
    }
}

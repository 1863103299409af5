namespace Paraphe.Domain;

/// <summary>Texts from outside, cut to what is kept of them.</summary>
public static class Cutting
{
    /// <summary>At most that many characters, never half a surrogate pair: PostgreSQL refuses those.</summary>
    public static string UpTo(this string text, int length) =>
        text.Length <= length ? text : text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}

using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>One e-mail address with the name shown beside it (RFC 5322 §3.4).</summary>
/// <param name="Name">The decoded display name, or null.</param>
/// <param name="Address"><c>local@domain</c>, as written; the domain may be international.</param>
public sealed record Mailbox(string? Name, string Address)
{
    /// <summary>The part before the last @.</summary>
    public string LocalPart => Address.LastIndexOf('@') is var at and >= 0 ? Address[..at] : Address;

    /// <summary>The part after the last @; empty without one.</summary>
    public string Domain => Address.LastIndexOf('@') is var at and >= 0 ? Address[(at + 1)..] : "";

    /// <summary>The name if there is one, else the address: what a person reads.</summary>
    public string Shown => string.IsNullOrWhiteSpace(Name) ? Address : Name;

    /// <summary>The first address in a text such as <c>"Dupont, Jean" &lt;jean@example.fr&gt;</c>, or null. Never throws.</summary>
    public static Mailbox? Parse(string? text) => ParseList(text, 1) is [var first, ..] ? first : null;

    /// <summary>All addresses of a header or of what a person typed, at most <paramref name="keep"/>. Never throws; time is linear.</summary>
    public static IReadOnlyList<Mailbox> ParseList(string? text, int keep = 500) =>
        string.IsNullOrWhiteSpace(text) ? [] : new MailboxList(text, keep).Read();

    /// <summary>
    /// Whether a form may take this as an e-mail address: RFC 5321 lengths, one @, no quoted local part, a domain of at least
    /// two labels. International addresses are allowed. It says nothing about whether the mailbox exists.
    /// </summary>
    public static bool IsAddress(string? text)
    {
        if (text is null || text.Length > 254)
            return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || Encoding.UTF8.GetByteCount(text.AsSpan(0, at)) > 64)
            return false;
        return IsDotAtom(text.AsSpan(0, at)) && MailDomain.IsPublicName(text[(at + 1)..]);
    }

    /// <summary>Same mailbox? The domain's case never counts; that of the local part does not in practice either.</summary>
    public bool IsSameAddress(string? other) =>
        other is not null
        && string.Equals(LocalPart, new Mailbox(null, other).LocalPart, StringComparison.OrdinalIgnoreCase)
        && string.Equals(
            MailDomain.ToAscii(Domain),
            MailDomain.ToAscii(new Mailbox(null, other).Domain),
            StringComparison.OrdinalIgnoreCase
        );

    /// <summary>The form a person reads and may edit: <c>"Dupont, Jean" &lt;jean@example.fr&gt;</c>. Not encoded for the wire.</summary>
    public override string ToString()
    {
        if (string.IsNullOrWhiteSpace(Name))
            return Address;
        var quoted = Name.AsSpan().IndexOfAny("\"\\,;:<>@()[].") >= 0;
        var name = Name.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return quoted ? $"\"{name}\" <{Address}>" : $"{Name} <{Address}>";
    }

    private static bool IsDotAtom(ReadOnlySpan<char> local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.IndexOf("..", StringComparison.Ordinal) >= 0)
            return false;
        foreach (var rune in local.EnumerateRunes())
        {
            var fits = rune.IsAscii
                ? char.IsAsciiLetterOrDigit((char)rune.Value) || "!#$%&'*+-/=?^_`{|}~.".Contains((char)rune.Value, StringComparison.Ordinal)
                : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark;
            if (!fits)
                return false;
        }
        return true;
    }
}

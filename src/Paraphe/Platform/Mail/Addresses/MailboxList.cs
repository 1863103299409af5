using System.Text;

namespace Paraphe.Platform.Mail;

/// <summary>
/// Reads a list of addresses as they come: comments, groups, routes, encoded words with commas in them, missing quotes and
/// brackets, semicolons for commas. One pass: whatever is searched for in vain is remembered as missing.
/// </summary>
internal sealed class MailboxList(string text, int keep)
{
    private const int LongestName = 300;

    private readonly List<Mailbox> found = [];
    private readonly StringBuilder phrase = new();
    private readonly StringBuilder comment = new();
    private EncodedWordScan words = new(text);
    private string? bracketed;
    private string? held;
    private bool phraseHasAt;
    private bool noQuoteLeft;
    private bool noParenthesisLeft;
    private bool noBracketLeft;

    /// <summary>Whether the limit was reached before the end of the text.</summary>
    public bool Cut { get; private set; }

    public IReadOnlyList<Mailbox> Read()
    {
        var at = 0;
        while (at < text.Length)
        {
            if (found.Count >= keep)
            {
                Cut = true;
                break;
            }
            at = Take(at);
        }
        if (found.Count < keep)
            EndOfItem();
        return found;
    }

    private int Take(int at)
    {
        switch (text[at])
        {
            case '"' when Quoted(at) is var end and > 0:
                return end;
            case '(' when Comment(at) is var end and > 0:
                return end;
            case '<':
                return Bracketed(at);
            case '=' when at + 1 < text.Length && text[at + 1] == '?' && words.TryMatch(at, out var word):
                phrase.Append(text, at, word.Next - at);
                return word.Next;
            case ',':
            case ';':
                EndOfItem();
                return at + 1;
            case ':' when bracketed is null && !phraseHasAt:
                // What stood before was a group's name ("Undisclosed recipients:") or "mailto".
                phrase.Clear();
                held = null;
                return at + 1;
            default:
                phraseHasAt |= text[at] == '@';
                if (phrase.Length < 2000)
                    phrase.Append(text[at]);
                return at + 1;
        }
    }

    private int Quoted(int at)
    {
        if (noQuoteLeft)
            return 0;
        var inner = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                // A quoted local part belongs to the address: keep its quotes.
                if (i + 1 < text.Length && text[i + 1] == '@')
                    phrase.Append('"').Append(inner).Append('"');
                else
                    phrase.Append(inner);
                return i + 1;
            }
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            inner.Append(text[i]);
        }
        noQuoteLeft = true;
        return 0;
    }

    private int Comment(int at)
    {
        if (noParenthesisLeft)
            return 0;
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
            {
                if (comment.Length == 0)
                    comment.Append(text, at + 1, Math.Min(i - at - 1, LongestName));
                return i + 1;
            }
        }
        noParenthesisLeft = true;
        return 0;
    }

    private int Bracketed(int at)
    {
        var end = noBracketLeft ? -1 : text.IndexOf('>', at);
        if (end < 0)
        {
            noBracketLeft = true;
            end = text.AsSpan(at).IndexOfAny(",; ") is var stop and >= 0 ? at + stop : text.Length;
            bracketed ??= text[(at + 1)..end];
            return end;
        }
        bracketed ??= end - at > 2000 ? "" : text[(at + 1)..end];
        return end + 1;
    }

    private void EndOfItem()
    {
        var name = phrase.ToString().Trim();
        phrase.Clear();
        phraseHasAt = false;
        var address = bracketed is null ? null : Clean(bracketed);
        bracketed = null;
        if (address is null && name.Contains('@', StringComparison.Ordinal))
        {
            var space = name.AsSpan().LastIndexOfAny(" \t");
            address = Clean(name[(space + 1)..]);
            name = space < 0 ? "" : name[..space];
        }
        if (address is null)
        {
            // "Dupont, Jean <jean@…>" without quotes: the first half waits for the second.
            held = name.Length == 0 ? held : Shorten(held is null ? name : $"{held}, {name}");
            comment.Clear();
            return;
        }
        if (held is not null && name.Length > 0)
            name = $"{held}, {name}";
        if (name.Length == 0 && comment.Length > 0)
            name = comment.ToString();
        held = null;
        comment.Clear();
        name = Shorten(EncodedWords.Decode(name)).Trim(' ', '\t', '\'', '"');
        found.Add(new Mailbox(name.Length == 0 || name == address ? null : name, address));
    }

    private static string? Clean(string address)
    {
        address = address.Trim(' ', '\t', '<', '>', '\'', ',', ';');
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address[7..];
        // An old source route, "@relay.example:user@example.org", says nothing any more.
        if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
            address = address[(colon + 1)..];
        if (address.Contains("=?", StringComparison.Ordinal))
            address = EncodedWords.Decode(address);
        if (address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>'))
            address = string.Concat(address.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>')));
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= 320 ? address : null;
    }

    private static string Shorten(string name) => Texts.Shorten(name, LongestName);
}

using System.Text.RegularExpressions;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Words;

/// <summary>
/// The block of From, Date, Subject, To that mail programs write above a message they quote or forward, in our five languages. Their order,
/// marks and the line above differ; that four such labels stand together does not.
/// </summary>
public sealed partial record HeaderLines(int Start, int End, string From, string Subject)
{
    private const int Most = 14;

    private enum Label
    {
        None,
        From,
        Date,
        Subject,
        To,
        Other,
    }

    private static readonly Dictionary<string, Label> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["from"] = Label.From,
        ["de"] = Label.From,
        ["von"] = Label.From,
        ["van"] = Label.From,
        ["expéditeur"] = Label.From,
        ["absender"] = Label.From,
        ["remitente"] = Label.From,
        ["afzender"] = Label.From,
        ["date"] = Label.Date,
        ["sent"] = Label.Date,
        ["envoyé"] = Label.Date,
        ["datum"] = Label.Date,
        ["gesendet"] = Label.Date,
        ["fecha"] = Label.Date,
        ["enviado"] = Label.Date,
        ["enviado el"] = Label.Date,
        ["verzonden"] = Label.Date,
        ["subject"] = Label.Subject,
        ["objet"] = Label.Subject,
        ["sujet"] = Label.Subject,
        ["betreff"] = Label.Subject,
        ["asunto"] = Label.Subject,
        ["onderwerp"] = Label.Subject,
        ["to"] = Label.To,
        ["à"] = Label.To,
        ["a"] = Label.To,
        ["pour"] = Label.To,
        ["an"] = Label.To,
        ["para"] = Label.To,
        ["aan"] = Label.To,
        ["destinataire"] = Label.To,
        ["cc"] = Label.Other,
        ["copie à"] = Label.Other,
        ["kopie"] = Label.Other,
        ["kopie (cc)"] = Label.Other,
        ["reply-to"] = Label.Other,
        ["répondre à"] = Label.Other,
        ["antwort an"] = Label.Other,
        ["responder a"] = Label.Other,
        ["antwoord aan"] = Label.Other,
        ["importance"] = Label.Other,
    };

    /// <summary>The address behind <see cref="From"/>; some programs write the name alone.</summary>
    public Mailbox? Sender
    {
        get
        {
            var text = Mailto()
                .Replace(From, "<${address}>")
                .Replace("<<", "<", StringComparison.Ordinal)
                .Replace(">>", ">", StringComparison.Ordinal);
            return Mailbox.Parse(text) is { } found && Mailbox.IsAddress(found.Address)
                ? found with
                {
                    Name = found.Name?.Trim(' ', '"', '\'', '*'),
                }
                : null;
        }
    }

    /// <summary>The first block in the lines, from a line on; null without one.</summary>
    public static HeaderLines? Find(IReadOnlyList<string> lines, int from = 0)
    {
        for (var start = from; start < lines.Count; start++)
            if (At(lines, start) is { } block)
                return block;
        return null;
    }

    /// <summary>The block that begins with this very line.</summary>
    public static HeaderLines? At(IReadOnlyList<string> lines, int start) =>
        start < lines.Count && Read(lines[start]).Label is Label.From or Label.Subject or Label.Date ? Block(lines, start) : null;

    private static HeaderLines? Block(IReadOnlyList<string> lines, int start)
    {
        var seen = new Dictionary<Label, string>();
        var (at, blank, last) = (start, 0, Label.None);
        for (; at < lines.Count && at - start < Most; at++)
        {
            var line = Bare(lines[at]);
            if (line.Length == 0)
            {
                // Some programs leave a blank line between the labels, none leaves two.
                if (++blank > 1 || seen.Count >= 4)
                    break;
                continue;
            }
            var (label, value) = Read(line);
            if (label == Label.None)
            {
                // A long list of recipients goes on in the next line.
                if (blank > 0 || last is not (Label.To or Label.Other) || !line.Contains('@', StringComparison.Ordinal))
                    break;
                continue;
            }
            blank = 0;
            last = label;
            if (label != Label.Other && !seen.TryAdd(label, value))
                break;
        }
        return seen.TryGetValue(Label.From, out var sender) && seen.Count >= 3
            ? new HeaderLines(start, at, sender, seen.GetValueOrDefault(Label.Subject, ""))
            : null;
    }

    private static (Label Label, string Value) Read(string line)
    {
        if (
            Labelled().Match(Bare(line)) is not { Success: true } match
            || !Labels.TryGetValue(match.Groups["label"].Value.Trim(), out var label)
        )
            return (Label.None, "");
        return (label, match.Groups["value"].Value.Trim().Trim('*').Trim());
    }

    private static string Bare(string line) => line.TrimStart('>', ' ', '\t', '|').Trim();

    [GeneratedRegex(
        @"^\*?(?<label>[\p{L}][\p{L} ()-]{0,15}?)\s?\*?\s?[:：]\s?\*?(?<value>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Labelled();

    [GeneratedRegex(
        @"[\[<]\s*mailto:\s*(?<address>[^\]>\s]+)\s*[\]>]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Mailto();
}

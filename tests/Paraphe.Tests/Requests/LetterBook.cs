using System.Text;

namespace Paraphe.Tests.Requests;

/// <summary>A mail as a program writes it, with what it must become.</summary>
internal sealed record BookLetter(
    string Program,
    byte[] Raw,
    string From,
    string Name,
    string Email,
    string Subject,
    string Begins,
    IReadOnlyList<(string Name, byte[] Bytes)> Files
);

/// <summary>Mails in the manner of thirteen programs, each in five languages: as their writers would ask for a quote.</summary>
internal sealed partial class LetterBook(string member)
{
    private static readonly Asker[] Askers =
    [
        new(
            "en",
            "Emma O’Connor",
            "emma",
            "Quote for a new roof – 2nd try",
            "Hello,\n\nour roof leaks. Could you quote for 120 m² at about 15 000 €?",
            "Kind regards,\nEmma O’Connor",
            "Roof plan (final).pdf",
            "From",
            "Sent",
            "To",
            "Subject",
            "Forwarded Message"
        ),
        new(
            "fr",
            "Éloïse Lefèvre",
            "eloise",
            "Devis pour la toiture à refaire, n° 2",
            "Bonjour,\n\nnotre toit fuit. Un devis pour 120 m² à environ 15 000 € ?",
            "Cordialement,\nÉloïse Lefèvre",
            "Plan façade.pdf",
            "De",
            "Envoyé",
            "À",
            "Objet",
            "Message transféré"
        ),
        new(
            "es",
            "Íñigo Núñez",
            "inigo",
            "Presupuesto para el tejado: ¿cuándo?",
            "Hola,\n\nnuestro tejado gotea. ¿Un presupuesto para 120 m² y unos 15 000 €?",
            "Un saludo,\nÍñigo Núñez",
            "Plano del tejado – año 2.pdf",
            "De",
            "Enviado el",
            "Para",
            "Asunto",
            "Mensaje reenviado"
        ),
        new(
            "de",
            "Jürgen Weiß",
            "juergen",
            "Angebot für ein neues Dach (Größe 120 m²)",
            "Guten Tag,\n\nunser Dach ist undicht. Ein Angebot für 120 m², etwa 15 000 €?",
            "Mit freundlichen Grüßen\nJürgen Weiß",
            "Grundriß Süd.pdf",
            "Von",
            "Gesendet",
            "An",
            "Betreff",
            "Weitergeleitete Nachricht"
        ),
        new(
            "nl",
            "Zoë van der Vries",
            "zoe",
            "Offerte voor een nieuw dak – één vraag",
            "Hallo,\n\nons dak lekt. Een offerte voor 120 m² en ongeveer 15 000 €?",
            "Met vriendelijke groet,\nZoë van der Vries",
            "Dak zuidzijde – één.pdf",
            "Van",
            "Verzonden",
            "Aan",
            "Onderwerp",
            "Doorgestuurd bericht"
        ),
    ];

    private sealed record Asker(
        string Language,
        string Name,
        string Local,
        string Subject,
        string Words,
        string Bye,
        string File,
        string From,
        string Sent,
        string To,
        string About,
        string Forwarded
    );

    public IEnumerable<BookLetter> All()
    {
        foreach (var asker in Askers)
        foreach (var (program, write) in Programs)
        {
            var id = $"{program.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}-{asker.Language}";
            var email = $"{asker.Local}.{id}@mel.example";
            var bytes = Bytes(id, 2_000 + id.Length * 37);
            // Told apart by the program, which stands in front of the subject in every letter.
            var subject = $"{program}: {asker.Subject}";
            var page = new Sheet(asker, email, subject, id, bytes, member);
            var (raw, files, from) = write(page);
            yield return new BookLetter($"{program} {asker.Language}", raw, from, asker.Name, email, subject, asker.Words, files);
        }
    }

    private sealed record Sheet(Asker By, string Email, string Subject, string Id, byte[] File, string Member)
    {
        public string Text => $"{By.Words}\n\n{By.Bye}";

        public string Html =>
            "<p>" + Text.Replace("\n\n", "</p><p>", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal) + "</p>";

        public (string, byte[])[] OneFile => [(By.File, File)];
    }

    private delegate (byte[] Raw, IReadOnlyList<(string, byte[])> Files, string From) Write(Sheet sheet);

    private static readonly (string Name, Write Write)[] Programs =
    [
        ("Gmail", Gmail),
        ("Outlook", Outlook),
        ("Apple Mail", AppleMail),
        ("iPhone", IPhone),
        ("Thunderbird", Thunderbird),
        ("Yahoo", Yahoo),
        ("Roundcube", Roundcube),
        ("Web portal", WebPortal),
        ("Old gateway", OldGateway),
        ("Exchange", Exchange),
        ("Android", Android),
        ("Outlook forward", OutlookForward),
        ("Thunderbird forward", ThunderbirdForward),
    ];

    /// <summary>Bytes of every value, always the same for the same name.</summary>
    private static byte[] Bytes(string name, int length)
    {
        var seed = (uint)name.Sum(letter => letter * 31);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)((seed = seed * 1_664_525 + 1_013_904_223) >> 24))];
    }

    private static string Head(Sheet sheet, string from, string subject, string more) =>
        $"From: {from}\nTo: <demandes@paraphe.example>\nSubject: {subject}\nMessage-ID: <{sheet.Id}@mel.example>\nDate: Mon, 2 Mar 2026 10:15:00 +0100\nMIME-Version: 1.0\n{more}";

    /// <summary>RFC 2047 words of at most 45 bytes, folded.</summary>
    private static string Words(string text, string charset, char how)
    {
        var encoding = Encoding.GetEncoding(charset);
        var parts = new List<string>();
        for (var at = 0; at < text.Length; at += 12)
        {
            var bytes = encoding.GetBytes(text.Substring(at, Math.Min(12, text.Length - at)));
            var word =
                how == 'B'
                    ? Convert.ToBase64String(bytes)
                    : string.Concat(
                        bytes.Select(one =>
                            one == ' ' ? "_"
                            : char.IsAsciiLetterOrDigit((char)one) ? $"{(char)one}"
                            : $"={one:X2}"
                        )
                    );
            parts.Add($"=?{charset}?{how}?{word}?=");
        }
        return string.Join("\n ", parts);
    }

    private static string Base64(byte[] bytes) =>
        string.Join('\n', Convert.ToBase64String(bytes).Chunk(76).Select(line => new string(line)));

    private static string Quoted(string text, string charset)
    {
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var now = new StringBuilder();
            foreach (var one in Encoding.GetEncoding(charset).GetBytes(line))
            {
                var letter = one is >= 32 and < 127 and not (byte)'=' ? $"{(char)one}" : $"={one:X2}";
                if (now.Length + letter.Length > 75)
                {
                    lines.Add(now + "=");
                    now.Clear();
                }
                now.Append(letter);
            }
            lines.Add(now.ToString());
        }
        return string.Join('\n', lines);
    }

    /// <summary>RFC 2231, in pieces.</summary>
    private static string Pieces(string name)
    {
        var encoded = string.Concat(
            Encoding.UTF8.GetBytes(name).Select(one => char.IsAsciiLetterOrDigit((char)one) ? $"{(char)one}" : $"%{one:X2}")
        );
        var (first, second) = (
            encoded[..(encoded.IndexOf('%', StringComparison.Ordinal))],
            encoded[encoded.IndexOf('%', StringComparison.Ordinal)..]
        );
        return $" filename*0*=UTF-8''{first};\n filename*1*={second}";
    }

    private static byte[] Crlf(string text, Encoding? encoding = null) =>
        (encoding ?? Encoding.UTF8).GetBytes(text.ReplaceLineEndings("\r\n").TrimEnd() + "\r\n");
}

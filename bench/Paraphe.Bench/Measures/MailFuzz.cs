using System.Diagnostics;
using System.Text;
using Paraphe.Platform.Mail;
using Paraphe.Tests.Mail;
using Paraphe.Tests.Requests;

namespace Paraphe.Bench.Measures;

/// <summary>
/// Mutated messages, the same each time: all are read without a fault, none takes long, and whoever wrote something below the header sees it
/// again as text, HTML or file. Some of them go through the door of the running program, where each must become something.
/// </summary>
public static class MailFuzz
{
    private const int Seed = 20261130;
    private const int Lines = 8;

    public static async Task Measure(Room room)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var seeds = Corpus
            .All.Select(text => Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")))
            .Concat(new LetterBook("member@paraphe.example").All().Select(letter => letter.Raw))
            .ToList();
        Read(seeds, room.Mutants);
        await Hand(room, seeds, room.Mutants / 10);
    }

    private static void Read(List<byte[]> seeds, int count)
    {
        var random = new Random(Seed);
        var (failed, silent, longest) = (0, 0, 0.0);
        var whole = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            var raw = Mutations.Mutate(seeds[i % seeds.Count], random);
            var start = Stopwatch.GetTimestamp();
            var message = MimeReader.Read(raw);
            var files = message.Files.Sum(file => file.Decode().Length);
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (message.Notes.Any(note => note.Kind == MailNoteKind.ReadingFailed))
                failed++;
            if (HasBody(raw) && string.IsNullOrWhiteSpace(message.Text) && string.IsNullOrWhiteSpace(message.Html) && files == 0)
            {
                silent++;
                if (silent <= 3)
                    Figures.Note($"shows nothing:\n{Encoding.Latin1.GetString(raw)}\n");
            }
        }
        Figures.Print("mail-fuzz-read", count, "messages");
        Figures.Print("mail-fuzz-failed", failed, "messages");
        Figures.Print("mail-fuzz-showing-nothing", silent, "messages");
        Figures.Print("mail-fuzz-longest", longest, "ms");
        Figures.Print("mail-fuzz-seconds", whole.Elapsed.TotalSeconds, "s");
    }

    // Something that a reader would miss: ten letters in a row below the header.
    private static bool HasBody(byte[] raw)
    {
        var text = Encoding.Latin1.GetString(raw);
        var body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var run = 0;
        for (var at = body; body >= 0 && at < text.Length && run < 10; at++)
            run = char.IsAsciiLetter(text[at]) ? run + 1 : 0;
        return run >= 10;
    }

    private static async Task Hand(Room room, List<byte[]> seeds, int count)
    {
        // PostgreSQL refuses texts that SQLite takes.
        var place = await room.Empty("mail-fuzz", room.Postgres.Length > 0);
        using var server = await place.Start();
        var to = await place.RequestAddress();
        var random = new Random(Seed + 1);
        var mutants = Enumerable
            .Range(0, count)
            .Select(i => ForWire(Mutations.Mutate(seeds[i % seeds.Count], random)))
            .DistinctBy(raw => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(raw)))
            .ToList();
        await Task.WhenAll(
            Enumerable
                .Range(0, Lines)
                .Select(async own =>
                {
                    using var line = await MailLine.Open(server.Mail);
                    for (var i = own; i < mutants.Count; i += Lines)
                        await line.Hand(mutants[i], to);
                })
        );
        await place.AllRead();
        Figures.Print("mail-fuzz-handed-over", mutants.Count, "messages");
        var kept = await place.One<int>("SELECT COUNT(*) FROM \"InboundMails\"");
        Figures.Print("mail-fuzz-lost", mutants.Count - kept, "messages");
        Figures.Print("mail-fuzz-jobs-failed", await place.One<int>("SELECT COUNT(*) FROM \"Jobs\" WHERE \"LastError\" <> ''"), "jobs");
        using var owner = new Visitor(server.Address);
        await owner.SignIn();
        Figures.Print("mail-fuzz-list", await Figures.Time(() => owner.Get("/requests?tab=all")), "ms");
    }

    // As a mail server sends it: lines end in CR LF, a dot at their beginning is doubled.
    private static byte[] ForWire(byte[] raw)
    {
        var text = Encoding.Latin1.GetString(raw).ReplaceLineEndings("\r\n");
        text = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal).TrimEnd() + "\r\n";
        text = text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.StartsWith('.') ? "." + text : text);
    }
}

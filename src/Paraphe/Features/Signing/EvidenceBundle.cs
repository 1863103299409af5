using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Verify;
using Paraphe.Features.Verify.Offline;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>
/// Everything that proves a signed quote in one ZIP: the sealed PDF, what was signed, the history up to now, the headers of the mails, and a page
/// that checks them without us.
/// </summary>
public sealed class EvidenceBundle(Db db, FileStore files, Texts texts)
{
    private const string ReadMeName = "README.txt";

    /// <summary>Fields that carry the customer's own link: who has the bundle shall not have that.</summary>
    private static readonly string[] LeftOut = ["List-Unsubscribe", "List-Unsubscribe-Post"];

    /// <param name="of">A signature, when it is not the last one that is asked for.</param>
    /// <returns>Null while there is no sealed PDF.</returns>
    public async Task<(string Name, byte[] Bytes)?> Of(Guid quoteId, Guid? of, CancellationToken stop)
    {
        var document = await db
            .Documents.AsNoTracking()
            .Where(row => row.QuoteId == quoteId && row.Kind == "signed" && (of == null || row.SourceId == of))
            .OrderByDescending(row => row.CreatedAt)
            .FirstOrDefaultAsync(stop);
        if (document is null)
            return null;
        var revision = await db.Revisions.AsNoTracking().SingleAsync(row => row.Id == document.RevisionId, stop);
        var frozen = revision.Read();
        var events = await db.Events.AsNoTracking().Where(row => row.QuoteId == quoteId).OrderBy(row => row.Sequence).ToListAsync(stop);
        var bundle = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [PrintedQuotes.FileName(frozen.Number, signed: true)] = await files.Read(document.FileHash, stop),
            [SealedPdf.RevisionName] = Encoding.UTF8.GetBytes(revision.Json),
            [SealedPdf.EventsName] = EventChain.Export(events),
            [OfflinePage.FileName] = OfflinePage.Bytes.ToArray(),
            [ReadMeName] = Encoding.UTF8.GetBytes(ReadMe(frozen, document)),
        };
        await AddMails(bundle, quoteId, stop);
        bundle[Bundle.SumsName] = Encoding.UTF8.GetBytes(
            string.Concat(bundle.Select(file => $"{CanonicalJson.Sha256Hex(file.Value)}  {file.Key}\n"))
        );
        return (PrintedQuotes.FileName(frozen.Number).Replace(".pdf", "-evidence.zip", StringComparison.Ordinal), Zip(bundle));
    }

    private async Task AddMails(SortedDictionary<string, byte[]> bundle, Guid quoteId, CancellationToken stop)
    {
        var mails = await db
            .OutgoingMails.AsNoTracking()
            // What was mailed to members about it proves nothing to anybody.
            .Where(mail => mail.QuoteId == quoteId && !mail.Purpose.StartsWith("notice/"))
            .OrderBy(mail => mail.CreatedAt)
            .ThenBy(mail => mail.Id)
            .ToListAsync(stop);
        var place = 0;
        foreach (var mail in mails)
            bundle[$"mails/{++place:000}.txt"] = Encoding.UTF8.GetBytes($"{Fate(mail)}\n\n{Headers(await files.Read(mail.RawHash, stop))}");
    }

    // Machine words, as the servers' own.
    private static string Fate(OutgoingMail mail)
    {
        var lines = new List<string> { $"# to {mail.ToAddress}", $"# state {mail.State}", $"# written {Utc(mail.CreatedAt)}" };
        if (mail is { State: MailState.Sent, SentAt: { } sent })
            lines.Add($"# accepted {Utc(sent)}");
        if (mail.ServerWords.Length > 0)
            lines.Add($"# server {mail.ServerWords.ReplaceLineEndings(" ")}");
        lines.Add($"# sha256 {mail.RawHash}");
        return string.Join('\n', lines);
    }

    /// <summary>The header as it left, byte for byte but for the fields left out.</summary>
    private static string Headers(byte[] raw)
    {
        var end = raw.AsSpan().IndexOf("\r\n\r\n"u8);
        var header = Encoding.UTF8.GetString(raw.AsSpan(0, end < 0 ? raw.Length : end + 2));
        var fields = header.Replace("\r\n ", "\0 ", StringComparison.Ordinal).Replace("\r\n\t", "\0\t", StringComparison.Ordinal);
        return string.Join(
                "\r\n",
                fields.Split("\r\n").Where(field => LeftOut.All(name => !field.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)))
            )
            .Replace("\0", "\r\n", StringComparison.Ordinal);
    }

    private string ReadMe(FrozenQuote frozen, Document document)
    {
        var words = texts.In(frozen.Content.Language);
        return words["Signing.Bundle.ReadMe", frozen.Number, frozen.Company.Name, PrintedQuotes.FileName(frozen.Number, signed: true)]
            + (document.Notice.Length > 0 ? "\n\n" + words["Signing.Bundle.NoTimestamp"] : "")
            + "\n";
    }

    private static byte[] Zip(SortedDictionary<string, byte[]> bundle)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in bundle)
            {
                var level = name.EndsWith(".pdf", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(bytes);
            }
        return Bundle.Close(output.ToArray());
    }

    private static string Utc(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

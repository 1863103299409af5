using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Paraphe.Domain;

namespace Paraphe.Platform.Files;

/// <summary>What a file is by its bytes; its name and declared type are claims.</summary>
/// <param name="Ending">With its dot.</param>
public sealed record FileType(string Mime, string Ending)
{
    private const int MostEntries = 5_000;

    /// <summary>What an office document may unfold to.</summary>
    private const long MostUnpacked = 300_000_000;

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>MP4, MOV, AVI or WebM; null for all else.</summary>
    public static FileType? OfVideo(ReadOnlySpan<byte> start) =>
        start.Length < 16 ? null
        : start[4..].StartsWith("ftyp"u8) ? (start[8..].StartsWith("qt  "u8) ? new("video/quicktime", ".mov") : Mp4(start))
        : start[4..].StartsWith("moov"u8) || start[4..].StartsWith("mdat"u8) || start[4..].StartsWith("wide"u8)
            ? new("video/quicktime", ".mov")
        : start.StartsWith("RIFF"u8) && start[8..].StartsWith("AVI "u8) ? new("video/x-msvideo", ".avi")
        : start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) && start[..Math.Min(start.Length, 64)].IndexOf("webm"u8) > 0
            ? new("video/webm", ".webm")
        : null;

    // The box named ftyp also begins pictures (HEIC, AVIF) and sound.
    private static FileType? Mp4(ReadOnlySpan<byte> start)
    {
        var brand = Encoding.ASCII.GetString(start[8..12]);
        return
            brand
                is "isom"
                    or "iso2"
                    or "iso4"
                    or "iso5"
                    or "iso6"
                    or "mp41"
                    or "mp42"
                    or "avc1"
                    or "M4V "
                    or "M4VH"
                    or "M4VP"
                    or "dash"
                    or "MSNV"
                    or "3gp4"
                    or "3gp5"
            ? new("video/mp4", ".mp4")
            : null;
    }

    /// <summary>PDF, ODT, DOC, DOCX or XLSX; null for all else.</summary>
    /// <param name="content">Seekable; read from its start, left anywhere.</param>
    /// <exception cref="BrokenRuleException">An office document that unfolds beyond reason, or carries a program.</exception>
    public static FileType? OfAttachment(Stream content)
    {
        content.Position = 0;
        var start = new byte[1024];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var head = start.AsSpan(0, read);
        if (head.IndexOf("%PDF-"u8) >= 0)
            return new("application/pdf", ".pdf");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return Holds(content, Encoding.Unicode.GetBytes("WordDocument")) ? new("application/msword", ".doc") : null;
        return head.StartsWith("PK\u0003\u0004"u8) ? OfArchive(content) : null;
    }

    private static FileType? OfArchive(Stream content)
    {
        content.Position = 0;
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var entries = archive.Entries;
            if (entries.Count > MostEntries || entries.Sum(entry => entry.Length) > MostUnpacked)
                throw new BrokenRuleException("Rules.FileBomb", "Files");
            if (entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                throw new BrokenRuleException("Rules.FileMacro", "Files");
            bool Has(string name) => archive.GetEntry(name) is not null;
            if (Has("[Content_Types].xml"))
                return Has("word/document.xml") ? new(Word, ".docx")
                    : Has("xl/workbook.xml") ? new(Sheet, ".xlsx")
                    : null;
            return archive.GetEntry("mimetype") is { Length: < 200 } kind && Text(kind) == "application/vnd.oasis.opendocument.text"
                ? new("application/vnd.oasis.opendocument.text", ".odt")
                : null;
        }
        catch (InvalidDataException)
        {
            // Begins like an archive, and is none.
            return null;
        }
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[200];
        return Encoding.ASCII.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)).Trim();
    }

    // The directory of a compound file lies where its header says, in sectors of 512 bytes or 4 KB; the name is looked for around it.
    private static bool Holds(Stream content, byte[] name)
    {
        content.Position = 0;
        var header = new byte[512];
        if (content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            return false;
        var size = 1 << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)), 9, 12);
        var directory = (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48)) + 1L) * size;
        if (directory >= content.Length)
            return false;
        content.Position = directory;
        var sector = new byte[16_384];
        var read = content.ReadAtLeast(sector, sector.Length, throwOnEndOfStream: false);
        return sector.AsSpan(0, read).IndexOf(name) >= 0;
    }
}

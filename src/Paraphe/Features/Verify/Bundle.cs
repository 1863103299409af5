using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;
using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Features.Verify;

/// <summary>
/// An evidence bundle (PO 4): the sealed PDF with the files that tell its story, in one ZIP. What it claims beside the seal is held against the
/// PDF: the revision is the one attached to it, the history goes on from the one attached to it.
/// </summary>
public sealed record Bundle
{
    /// <summary>Hash and name of every other file, a line each; <c>sha256sum -c</c> reads it.</summary>
    public const string SumsName = "SHA256SUMS";

    private const int Largest = 64 << 20;
    private const int Most = 5_000;

    /// <summary>Begins the comment of the ZIP; the hash of all bytes before the comment follows.</summary>
    private const string Mark = "SHA-256 ";
    private const int MarkLength = 8 + 64;

    // Of a ZIP's last record, without the comment that it ends with.
    private const int EndLength = 22;

    /// <summary>No byte of the ZIP has changed since we made it; null when somebody packed the files anew.</summary>
    public bool? IsWhole { get; init; }

    /// <summary>Files whose hash is another than listed, that are listed and missing, or there and not listed.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    public int Files { get; init; }

    /// <summary>The revision beside the PDF is the very one inside it.</summary>
    public bool RevisionIsSame { get; init; }

    /// <summary>The history up to the day of the download; null when none is there.</summary>
    public ChainCheck? Chain { get; init; }

    /// <summary>It begins with the history inside the PDF.</summary>
    public bool EventsGoOn { get; init; }

    public bool Intact => IsWhole != false && Changed.Count == 0 && RevisionIsSame && EventsGoOn && Chain is { Intact: true };

    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x03\x04"u8);

    /// <summary>
    /// Writes into the comment of a ZIP the hash of all before it. The hashes of the files say nothing of the ZIP's own bookkeeping: with this, no
    /// byte changes unnoticed.
    /// </summary>
    public static byte[] Close(byte[] zip)
    {
        byte[] whole = [.. zip, .. new byte[MarkLength]];
        BinaryPrimitives.WriteUInt16LittleEndian(whole.AsSpan(zip.Length - 2), MarkLength);
        Encoding.ASCII.GetBytes(MarkOf(whole)).CopyTo(whole, zip.Length);
        return whole;
    }

    private static string MarkOf(ReadOnlySpan<byte> zip) => Mark + CanonicalJson.Sha256Hex(zip[..^MarkLength]);

    private static bool? WholeOf(ReadOnlySpan<byte> zip)
    {
        if (zip.Length >= EndLength && IsEnd(zip[^EndLength..], 0))
            return null;
        return zip.Length >= EndLength + MarkLength
            && IsEnd(zip[^(EndLength + MarkLength)..], MarkLength)
            && zip[^MarkLength..].SequenceEqual(Encoding.ASCII.GetBytes(MarkOf(zip)));
    }

    private static bool IsEnd(ReadOnlySpan<byte> record, int comment) =>
        record.StartsWith("PK\x05\x06"u8) && BinaryPrimitives.ReadUInt16LittleEndian(record[(EndLength - 2)..]) == comment;

    /// <returns>Null for a ZIP that is no bundle: unreadable, or without a PDF.</returns>
    public static (Bundle Bundle, SealedPdf Pdf)? Read(ReadOnlyMemory<byte> zip)
    {
        try
        {
            var files = Unpack(zip);
            return files.FirstOrDefault(file => file.Key.EndsWith(".pdf", StringComparison.Ordinal)) is { Value: { } bytes }
                ? Check(files, SealedPdf.Verify(bytes), WholeOf(zip.Span))
                : null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or NotSupportedException)
        {
            // Foreign bytes: what cannot be unpacked is no bundle.
            return null;
        }
    }

    private static (Bundle, SealedPdf) Check(Dictionary<string, byte[]> files, SealedPdf pdf, bool? isWhole)
    {
        var events = files.GetValueOrDefault(SealedPdf.EventsName);
        var bundle = new Bundle
        {
            Files = files.Count,
            IsWhole = isWhole,
            Changed = [.. ChangedOf(files)],
            RevisionIsSame =
                files.TryGetValue(SealedPdf.RevisionName, out var revision)
                && pdf.Attachments.TryGetValue(SealedPdf.RevisionName, out var inside)
                && revision.AsSpan().SequenceEqual(inside),
            Chain = events is null ? null : EventChain.VerifyJson(events),
            EventsGoOn =
                events is not null
                && pdf.Attachments.TryGetValue(SealedPdf.EventsName, out var before)
                && EventChain.GoesOn(before, events),
        };
        return (bundle, pdf);
    }

    private static IEnumerable<string> ChangedOf(Dictionary<string, byte[]> files)
    {
        if (!files.TryGetValue(SumsName, out var sums))
            return [SumsName];
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(sums).Split('\n').Where(line => line.Length > 66))
            listed[line[66..].TrimEnd('\r')] = line[..64];
        return listed
            .Where(one => !files.TryGetValue(one.Key, out var bytes) || CanonicalJson.Sha256Hex(bytes) != one.Value)
            .Select(one => one.Key)
            .Concat(files.Keys.Where(name => name != SumsName && !listed.ContainsKey(name)));
    }

    private static Dictionary<string, byte[]> Unpack(ReadOnlyMemory<byte> zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > Most || archive.Entries.Sum(entry => Math.Max(0, entry.Length)) > Largest)
            throw new InvalidDataException("Too much for a bundle");
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            var bytes = new byte[entry.Length];
            content.ReadExactly(bytes);
            // A second file of the same name would hide behind the first, and what is longer than it says is made to mislead.
            if (content.ReadByte() != -1 || !files.TryAdd(entry.FullName, bytes))
                throw new InvalidDataException("A misleading entry");
        }
        return files;
    }
}

using System.Text.Json;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;
using Paraphe.Platform.Pdf.Syntax;

namespace Paraphe.Platform.Pdf.Sealing;

/// <summary>What a PDF proves. Made for bytes from anywhere: garbage is a PDF without seals, and a <see cref="Fault"/>.</summary>
public sealed record SealedPdf
{
    public const string RevisionName = "revision.json";
    public const string EventsName = "events.json";
    private const int Largest = 256 << 20;

    /// <summary>Why the file could not be read; null when it could.</summary>
    public string? Fault { get; init; }

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<SealCheck> Seals { get; init; } = [];

    /// <summary>Attached files by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Attachments { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>SHA-256 of the attached revision, lower-case hexadecimal; null when none is attached.</summary>
    public string? RevisionHash { get; init; }

    /// <summary>Whether an attached event names that hash; null when one of both is missing.</summary>
    public bool? EventsNameRevision { get; init; }

    /// <summary>The attached events' own chain; null when none are attached.</summary>
    public ChainCheck? Chain { get; init; }

    /// <summary>At least one seal, every one holds, the last covers the whole file, and the attached revision and events agree.</summary>
    public bool Intact =>
        Fault is null
        && Seals is [.., { CoversWholeFile: true }]
        && Seals.Any(seal => !seal.IsTimestamp)
        && Seals.All(seal => seal.Intact)
        && EventsNameRevision is not false
        && Chain is not { Intact: false };

    /// <summary>Never throws for what the bytes are.</summary>
    public static SealedPdf Verify(ReadOnlyMemory<byte> pdf)
    {
        if (pdf.Length > Largest)
            return new SealedPdf { Fault = $"More than {Largest >> 20} MB" };
        try
        {
            var file = new PdfFile(pdf);
            var seals = SealReader.Read(file);
            var attachments = PdfAttachments.Read(file);
            return new SealedPdf { Seals = seals, Attachments = attachments }.WithEvidence();
        }
        catch (Exception damaged) when (damaged is not OutOfMemoryException)
        {
            // Whatever bytes from outside do to the reader, ours or the platform's, means the same: not a readable PDF.
            return new SealedPdf { Fault = damaged.Message };
        }
    }

    private SealedPdf WithEvidence()
    {
        var revision = Attachments.GetValueOrDefault(RevisionName);
        var events = Attachments.GetValueOrDefault(EventsName);
        var hash = revision is null ? null : CanonicalJson.Sha256Hex(revision);
        return this with
        {
            RevisionHash = hash,
            Chain = events is null ? null : EventChain.VerifyJson(events),
            EventsNameRevision = hash is null || events is null ? null : Names(events, hash),
        };
    }

    private static bool Names(byte[] events, string hash)
    {
        try
        {
            return Names(JsonElement.Parse(events), hash);
        }
        catch (JsonException)
        {
            // Unreadable events name nothing; the chain check tells why.
            return false;
        }
    }

    private static bool Names(JsonElement value, string hash) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Any(property => Names(property.Value, hash)),
            JsonValueKind.Array => value.EnumerateArray().Any(item => Names(item, hash)),
            JsonValueKind.String => value.ValueEquals(hash),
            _ => false,
        };
}

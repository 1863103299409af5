using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Features.Verify;

/// <summary>What a signed PDF proves, for the page and the command: the same findings in the same order.</summary>
public sealed record Proof(SealedPdf Pdf)
{
    public const int Largest = 25 << 20;

    public bool Intact => Pdf.Intact;

    /// <summary>Nothing about the file could be told: not a PDF, or one without a seal.</summary>
    public bool IsNothing => Pdf.Fault is not null || Pdf.Seals.Count == 0;

    public SealCheck? Seal => Pdf.Seals.FirstOrDefault(seal => !seal.IsTimestamp);

    public static Proof Of(ReadOnlyMemory<byte> pdf) => new(SealedPdf.Verify(pdf));

    /// <summary>Machine words, one finding a line: <c>intact yes</c>.</summary>
    public IEnumerable<(string Name, string Value)> Lines()
    {
        yield return ("intact", Says(Intact));
        if (Pdf.Fault is { } fault)
            yield return ("fault", fault);
        yield return ("seals", Number(Pdf.Seals.Count(seal => !seal.IsTimestamp)));
        foreach (var seal in Pdf.Seals.Where(seal => !seal.IsTimestamp))
        {
            yield return ("sealed-by", seal.Signer);
            yield return ("seal-intact", Says(seal.Intact));
            yield return ("seal-level", seal.Level.ToString());
            yield return ("certificate", seal.Fingerprint);
            if (seal.ClaimedAt is { } claimed)
                yield return ("claimed-time", Utc(claimed));
            if (seal.TimestampAt is { } stamped)
                yield return ("timestamp", $"{Utc(stamped)} {seal.TimestampAuthority}");
            yield return ("covers-whole-file", Says(seal.CoversWholeFile));
        }
        if (Pdf.RevisionHash is { } hash)
            yield return ("revision", hash);
        if (Pdf.EventsNameRevision is { } named)
            yield return ("events-name-revision", Says(named));
        if (Pdf.Chain is { } chain)
        {
            yield return ("events", Number(chain.Count));
            yield return ("chain-intact", Says(chain.Intact));
            if (chain.BrokenAt is { } broken)
                yield return ("chain-broken-at", Number(broken));
        }
    }

    private static string Says(bool yes) => yes ? "yes" : "no";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Utc(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

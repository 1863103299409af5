using Paraphe.Platform.Pdf.Sealing;

namespace Paraphe.Features.Verify;

/// <summary>What a signed PDF, or a bundle with one, proves, for the page and the command: the same findings in the same order.</summary>
public sealed record Proof(SealedPdf Pdf, Bundle? Bundle = null)
{
    public const int Largest = 25 << 20;

    public bool Intact => Pdf.Intact && Bundle is not { Intact: false };

    /// <summary>Nothing about the file could be told: not a PDF, or one without a seal.</summary>
    public bool IsNothing => Pdf.Fault is not null || Pdf.Seals.Count == 0;

    public SealCheck? Seal => Pdf.Seals.FirstOrDefault(seal => !seal.IsTimestamp);

    /// <param name="file">A PDF or a ZIP.</param>
    public static Proof Of(ReadOnlyMemory<byte> file) =>
        !Bundle.Is(file.Span) ? new(SealedPdf.Verify(file))
        : Bundle.Read(file) is var (bundle, pdf) ? new(pdf, bundle)
        : new(new SealedPdf { Fault = "Not a bundle" });

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
        if (Bundle is not { } bundle)
            yield break;
        yield return ("bundle-files", Number(bundle.Files));
        if (bundle.IsWhole is { } whole)
            yield return ("bundle-whole", Says(whole));
        foreach (var name in bundle.Changed)
            yield return ("bundle-changed", name);
        yield return ("bundle-revision-same", Says(bundle.RevisionIsSame));
        yield return ("bundle-events", Number(bundle.Chain?.Count ?? 0));
        yield return ("bundle-chain-intact", Says(bundle.Chain is { Intact: true }));
        yield return ("bundle-events-go-on", Says(bundle.EventsGoOn));
    }

    private static string Says(bool yes) => yes ? "yes" : "no";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Utc(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

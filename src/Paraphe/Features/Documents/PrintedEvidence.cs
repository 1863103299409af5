namespace Paraphe.Features.Documents;

/// <summary>The evidence pages of a signed document. Times are UTC and say so; hashes are lower-case hexadecimal SHA-256.</summary>
public sealed record PrintedEvidence
{
    /// <summary>Says what the seal is and is not: the company's, over the customer's electronic signature.</summary>
    public required IReadOnlyList<TextBlock> Explanation { get; init; }

    public required IReadOnlyList<EvidenceParty> Parties { get; init; }

    public required string RevisionHash { get; init; }

    /// <summary>SHA-256 of the PDF that the customer was sent; this one cannot name its own.</summary>
    public string? SentPdfHash { get; init; }

    public required string ConsentText { get; init; }

    public required string ConsentHash { get; init; }

    /// <summary>The method really used, in words; never a promise of a level.</summary>
    public required string Method { get; init; }

    public string IpAddress { get; init; } = "";

    public string UserAgent { get; init; } = "";

    /// <summary>Shown, clicked, code sent, code confirmed…</summary>
    public IReadOnlyList<PrintedFact> Times { get; init; } = [];

    public IReadOnlyList<string> ChosenOptions { get; init; } = [];

    public required string Total { get; init; }

    public required IReadOnlyList<EvidenceEvent> Events { get; init; }

    public required string SealLevel { get; init; }

    /// <summary>SHA-256 of the seal's certificate.</summary>
    public required string CertificateFingerprint { get; init; }

    public required IReadOnlyList<TextBlock> HowToVerify { get; init; }
}

public sealed record EvidenceParty(string Role, string Name, IReadOnlyList<string> Lines);

public sealed record EvidenceEvent(int Sequence, string At, string Actor, string What, string Hash);

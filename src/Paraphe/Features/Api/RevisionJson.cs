using System.Text.Json;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Quotes.Comparing;
using Paraphe.Domain.Signing;
using Paraphe.Features.Changes;

namespace Paraphe.Features.Api;

/// <summary>What was sent, for good.</summary>
/// <param name="Number">From 1, within the quote.</param>
/// <param name="Hash">SHA-256 of its canonical JSON, lower-case hex.</param>
public sealed record RevisionJson(Guid Id, int Number, string Hash, DateTime SentAt);

/// <summary>A revision with everything that the customer was shown; it links to nothing that lives on.</summary>
/// <param name="Canonical">RFC 8785 JSON of all of it: the hash is that of its UTF-8 bytes.</param>
public sealed record RevisionWhole(
    RevisionJson Revision,
    string QuoteNumber,
    QuoteKind Kind,
    DateOnly ValidUntil,
    CompanyProfile Company,
    CustomerDetails Customer,
    SellerDetails Seller,
    string Title,
    string Introduction,
    string Details,
    string Scope,
    string Terms,
    string Language,
    string Currency,
    PriceMode Prices,
    IReadOnlyList<LineJson> Lines,
    IReadOnlyList<GroupJson> Groups,
    IReadOnlyList<EnclosureJson> Enclosures,
    TotalsJson Totals,
    string Canonical
)
{
    public static RevisionWhole Of(Revision revision)
    {
        var frozen = revision.Read();
        var content = frozen.Content;
        return new(
            new RevisionJson(revision.Id, revision.Number, revision.Hash, revision.SentAt),
            frozen.Number,
            frozen.Kind,
            frozen.ValidUntil,
            frozen.Company,
            frozen.Customer,
            frozen.Seller,
            content.Title,
            content.Introduction,
            content.Details,
            content.Scope,
            content.Terms,
            content.Language,
            content.Currency,
            content.Prices,
            [.. content.Items.Select(LineJson.Of)],
            [.. content.Groups.Select(GroupJson.Of)],
            [.. content.Enclosures.Select(EnclosureJson.Of)],
            TotalsJson.Of(Pricing.Compute(content, content.Preselected())),
            revision.Json
        );
    }
}

/// <summary>Amounts with the preselected options.</summary>
public sealed record TotalsJson(decimal Net, decimal Tax, decimal Gross, IReadOnlyList<VatTotalJson> Vat)
{
    public static TotalsJson Of(Totals totals) =>
        new(
            totals.Net,
            totals.Tax,
            totals.Gross,
            [.. totals.Total.Vat.Select(one => new VatTotalJson(one.Category, one.Rate, one.Base, one.Tax))]
        );
}

/// <param name="Base">Without VAT.</param>
public sealed record VatTotalJson(string Category, decimal Rate, decimal Base, decimal Tax);

/// <summary>What changed from one revision to another, or to the working copy.</summary>
/// <param name="To">Null is the working copy.</param>
/// <param name="Fields">Of the quote itself.</param>
/// <param name="Lines">In the order of the newer one.</param>
public sealed record DiffJson(
    int From,
    int? To,
    IReadOnlyList<FieldChangeJson> Fields,
    IReadOnlyList<LineChangeJson> Lines,
    TotalsJson Before,
    TotalsJson After
)
{
    public static DiffJson Of(Comparison comparison) =>
        new(
            comparison.From,
            comparison.To,
            [.. comparison.Diff.Fields.Select(FieldChangeJson.Of)],
            [.. comparison.Diff.Items.Select(LineChangeJson.Of)],
            TotalsJson.Of(comparison.Diff.Effect.Before),
            TotalsJson.Of(comparison.Diff.Effect.After)
        );
}

/// <summary>A field with its two values, as they are.</summary>
public sealed record FieldChangeJson(string Field, JsonElement Before, JsonElement After)
{
    public static FieldChangeJson Of(FieldChange change) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(change.Field), Node(change.Before), Node(change.After));

    private static JsonElement Node(object? value) =>
        JsonSerializer.SerializeToElement(value, value?.GetType() ?? typeof(object), ApiJson.Options);
}

/// <summary>A section, text or line that was added, removed, changed or only moved.</summary>
/// <param name="Behind">Key of the entry it stands behind now, when added or moved; null at the top.</param>
/// <param name="Line">The entry added or removed, else as it was before.</param>
/// <param name="AmountBefore">Of a line, counted or not.</param>
public sealed record LineChangeJson(
    Guid Key,
    ItemChangeKind Kind,
    bool Moved,
    Guid? Behind,
    LineJson Line,
    IReadOnlyList<FieldChangeJson> Fields,
    decimal? AmountBefore,
    decimal? AmountAfter
)
{
    public static LineChangeJson Of(ItemChange change) =>
        new(
            change.Key,
            change.Kind,
            change.Moved,
            change.Behind,
            LineJson.Of(change.Item),
            [.. change.Fields.Select(FieldChangeJson.Of)],
            change.AmountBefore,
            change.AmountAfter
        );
}

/// <summary>A step of the history; its hash covers the one before.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="What">Such as quote.sent.</param>
/// <param name="Payload">Canonical JSON.</param>
public sealed record EventJson(
    int Sequence,
    DateTime At,
    string What,
    string ActorKind,
    string ActorName,
    string Payload,
    string Previous,
    string Hash
);

/// <summary>What proves how a quote was answered.</summary>
/// <param name="ChainIsWhole">Every event follows from the one before, and none is missing.</param>
/// <param name="ChainHead">Hash of the last event.</param>
/// <param name="HasSignedPdf">The sealed document can be fetched.</param>
public sealed record EvidenceJson(bool ChainIsWhole, string ChainHead, bool HasSignedPdf, IReadOnlyList<SignatureJson> Signatures);

/// <summary>An electronic signature with what proves it.</summary>
/// <param name="MemberId">The member who countersigned; null for the customer's side.</param>
/// <param name="ConsentHash">SHA-256 of the consent as it was shown.</param>
/// <param name="VoidedAt">When it was taken back by a revision.</param>
public sealed record SignatureJson(
    Guid Id,
    string Name,
    string Email,
    string Function,
    string Company,
    SigningMethod Method,
    Guid? MemberId,
    Guid RevisionId,
    string RevisionHash,
    decimal Total,
    string Consent,
    string ConsentHash,
    DateTime? CodeConfirmedAt,
    string Ip,
    string UserAgent,
    DateTime SignedAt,
    DateTime? VoidedAt
)
{
    public static SignatureJson Of(Signature row) =>
        new(
            row.Id,
            row.Name,
            row.Email,
            row.Function,
            row.Company,
            row.Method,
            row.MemberId,
            row.RevisionId,
            row.RevisionHash,
            row.Total,
            row.ConsentText,
            row.ConsentHash,
            row.CodeConfirmedAt,
            row.Ip,
            row.UserAgent,
            row.SignedAt,
            row.VoidedAt
        );
}

using System.Globalization;
using System.Text.Json;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Documents;
using Paraphe.Platform.Pdf.Sealing;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>The signed document: the quote as chosen, the signature, and the pages that tell how it came about.</summary>
public sealed class Evidence(
    Signature signature,
    IReadOnlyList<Signature> others,
    FrozenQuote frozen,
    IReadOnlyList<QuoteEvent> events,
    Account account,
    SealKey key,
    string? sentPdf,
    Texts texts
)
{
    private readonly QuotePrint print = new(frozen, signature.Choice, texts, account.Settings.BrandColour);

    public string Reason => texts["Signing.SealReason", signature.Name, frozen.Number];

    public QuoteDocument Document() =>
        print.Document(decided: true) with
        {
            Signature = Printed(signature),
            CoSignatures = [.. others.Select(Printed)],
            Evidence = new PrintedEvidence
            {
                Explanation = TextBlock.From(texts["Documents.sealExplanation", frozen.Company.Name, signature.Name]),
                Parties =
                [
                    new(
                        texts["Documents.seller"],
                        frozen.Company.Name,
                        [
                            .. frozen.Company.Address.Block(frozen.Company.Address.Country, texts.Culture),
                            frozen.Seller.Name,
                            frozen.Seller.Email,
                        ]
                    ),
                    new(
                        texts["Documents.signer"],
                        signature.Name,
                        [
                            .. Given(signature.Function, signature.Company, signature.Email),
                            .. frozen.Customer.Address.Block(frozen.Company.Address.Country, texts.Culture),
                        ]
                    ),
                    .. others.Select(other => new EvidenceParty(
                        texts[other.MemberId is null ? "Documents.signer" : "Documents.seller"],
                        other.Name,
                        [.. Given(other.Function, other.Company, other.Email)]
                    )),
                ],
                RevisionHash = signature.RevisionHash,
                SentPdfHash = sentPdf,
                ConsentText = signature.ConsentText,
                ConsentHash = signature.ConsentHash,
                Method = Method,
                IpAddress = signature.Ip,
                UserAgent = signature.UserAgent,
                Times = [.. Times()],
                ChosenOptions = [.. print.ChosenOptions()],
                Total = print.Money(signature.Total),
                Events = [.. events.Select(Event)],
                SealLevel = Level,
                CertificateFingerprint = key.Fingerprint,
                HowToVerify = TextBlock.From($"{texts["Documents.verifyWithReaders"]}\n\n{texts["Documents.verifyAttachments"]}"),
            },
        };

    private string Method => MethodOf(signature);

    private string MethodOf(Signature given) =>
        texts[given.CodeConfirmedAt is null ? $"Signing.Method.{given.Method}" : $"Signing.Method.{given.Method}Code"];

    private PrintedSignature Printed(Signature given) =>
        new()
        {
            Name = Line(given.Name, given.Function, given.Company),
            When = texts.Moment(given.SignedAt, TimeZoneInfo.FindSystemTimeZoneById(frozen.TimeZone)),
            Mention = given.Mention.Length > 0 ? given.Mention : null,
            Method = MethodOf(given),
            Typed = given.Method == SigningMethod.Typed ? given.Name : null,
            Path = given.Method == SigningMethod.Drawn ? given.Strokes : null,
            Width = 320,
            Height = 120,
        };

    // Printed before the authority has answered; the seal itself says what became of it.
    private string Level =>
        account.Settings.TimestampUrl.Length == 0 ? "PAdES B-B" : texts["Signing.LevelAsked", new Uri(account.Settings.TimestampUrl).Host];

    private IEnumerable<PrintedFact> Times()
    {
        if (signature.ShownAt is { } shown)
            yield return new PrintedFact(texts["Signing.Time.Shown"], Utc(shown));
        if (signature.CodeConfirmedAt is { } confirmed)
            yield return new PrintedFact(texts["Signing.Time.Code"], Utc(confirmed));
        yield return new PrintedFact(texts["Signing.Time.Signed"], Utc(signature.SignedAt));
        foreach (var other in others)
            yield return new PrintedFact(
                texts["Signing.Time.Signed"],
                texts["Signing.Time.By", other.Name, string.Join(" · ", Given(Utc(other.SignedAt), other.Ip, other.UserAgent))]
            );
    }

    private EvidenceEvent Event(QuoteEvent happened) =>
        new(happened.Sequence, Utc(happened.At), happened.ActorName, Words(happened), happened.Hash);

    private string Words(QuoteEvent happened)
    {
        var entry = $"Signing.Event.{happened.What}";
        var words = texts.Has(entry) ? texts[entry] : happened.What;
        using var payload = JsonDocument.Parse(happened.Payload);
        return happened.What switch
        {
            "mail.sent" or "mail.kept" or "mail.failed" when payload.RootElement.TryGetProperty("to", out var to) =>
                $"{words} {to.GetString()}",
            _ => words,
        };
    }

    private static string Line(params string[] parts) => string.Join(", ", Given(parts));

    private static IEnumerable<string> Given(params string[] parts) => parts.Where(part => part.Length > 0);

    private static string Utc(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

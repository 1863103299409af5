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
    FrozenQuote frozen,
    IReadOnlyList<QuoteEvent> events,
    Account account,
    SealKey key,
    Texts texts
)
{
    private readonly QuotePrint print = new(frozen, signature.Choice, texts, account.Settings.BrandColour);

    public string Reason => texts["Signing.SealReason", signature.Name, frozen.Number];

    public QuoteDocument Document() =>
        print.Document(decided: true) with
        {
            Signature = new PrintedSignature
            {
                Name = Line(signature.Name, signature.Function, signature.Company),
                When = Utc(signature.SignedAt),
                Mention = texts["Documents.acceptanceTitle"],
                Method = Method,
                Typed = signature.Method == SigningMethod.Typed ? signature.Name : null,
                Path = signature.Method == SigningMethod.Drawn ? signature.Strokes : null,
                Width = 320,
                Height = 120,
            },
            Evidence = new PrintedEvidence
            {
                Explanation = TextBlock.From(texts["Documents.sealExplanation", frozen.Company.Name, signature.Name]),
                Parties =
                [
                    new(
                        texts["Documents.seller"],
                        frozen.Company.Name,
                        [.. frozen.Company.Address.Block(), frozen.Seller.Name, frozen.Seller.Email]
                    ),
                    new(
                        texts["Documents.signer"],
                        signature.Name,
                        [.. Given(signature.Function, signature.Company, signature.Email), .. frozen.Customer.Address.Block()]
                    ),
                ],
                RevisionHash = signature.RevisionHash,
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

    private string Method =>
        texts[signature.CodeConfirmedAt is null ? $"Signing.Method.{signature.Method}" : $"Signing.Method.{signature.Method}Code"];

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

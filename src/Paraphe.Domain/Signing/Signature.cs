using Paraphe.Domain.Events;
using Paraphe.Domain.Json;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Signing;

public enum SigningMethod
{
    Typed,
    Drawn,
}

/// <summary>What the customer submitted on the signing page, and what he had been shown.</summary>
public sealed record SigningAct
{
    public required string Name { get; init; }
    public string Function { get; init; } = "";
    public string Company { get; init; } = "";
    public required SigningMethod Method { get; init; }

    /// <summary>SVG path data of the strokes, in a 320 × 120 box; empty when typed.</summary>
    public string Strokes { get; init; } = "";
    public required Choice Choice { get; init; }
    public required string ShownHash { get; init; }
    public required decimal ShownTotal { get; init; }
    public required string ConsentText { get; init; }

    /// <summary>Which wording of ours the consent was made from.</summary>
    public string ConsentVersion { get; init; } = "";
    public required bool Consented { get; init; }

    /// <summary>The words of acceptance that were asked for; empty when none were.</summary>
    public string AskedMention { get; init; } = "";

    /// <summary>What was typed for them.</summary>
    public string Mention { get; init; } = "";

    /// <summary>What had to be certified apart, such as the reduced rate of VAT; empty when nothing.</summary>
    public string Certification { get; init; } = "";
    public bool Certified { get; init; }

    /// <summary>Chosen by the page; the same key signs once.</summary>
    public required string FormKey { get; init; }

    /// <summary>When the consent was shown, UTC.</summary>
    public DateTime? ShownAt { get; init; }

    /// <summary>When the one-time code was confirmed, UTC; null when none was asked.</summary>
    public DateTime? CodeConfirmedAt { get; init; }
    public required string Ip { get; init; }
    public required string UserAgent { get; init; }
}

/// <summary>The customer's electronic signature with what proves it. Voided at most, never changed.</summary>
public sealed class Signature : IOwned
{
    public const int MostStrokes = 60_000;

    private Signature() { }

    internal Signature(SigningAct act, Quote quote, Revision revision, Delivery delivery, Totals totals, DateTime now)
    {
        var name = Checked(act);
        if (quote.Policies.CodeToSign && act.CodeConfirmedAt is null)
            throw new BrokenRuleException("Rules.CodeMissing", "code");
        // However it is written: small or large, with or without accents and full stop.
        if (act.AskedMention.Length > 0 && Letters(act.Mention) != Letters(act.AskedMention))
            throw new BrokenRuleException("Rules.MentionMissing", "mention", act.AskedMention);
        if (act.Certification.Length > 0 && !act.Certified)
            throw new BrokenRuleException("Rules.CertificationMissing", "certified");
        var consent = act.Certification.Length == 0 ? act.ConsentText : $"{act.ConsentText}\n\n{act.Certification}";

        (Id, AccountId, QuoteId) = (Guid.CreateVersion7(new DateTimeOffset(now)), quote.AccountId, quote.Id);
        (RevisionId, DeliveryId, RevisionHash, Total) = (revision.Id, delivery.Id, revision.Hash, totals.Gross);
        (Name, Email, Function, Company) = (name, delivery.Email, act.Function.Trim(), act.Company.Trim());
        (Method, Strokes) = (act.Method, act.Method == SigningMethod.Drawn ? act.Strokes : "");
        (Choice, ConsentText, ConsentHash) = (act.Choice, consent, CanonicalJson.Sha256Hex(System.Text.Encoding.UTF8.GetBytes(consent)));
        (ConsentVersion, Mention) = (act.ConsentVersion, act.Mention.Trim());
        (FormKey, ShownAt, CodeConfirmedAt, Ip, UserAgent, SignedAt) = (
            act.FormKey,
            act.ShownAt,
            act.CodeConfirmedAt,
            act.Ip,
            Cut(act.UserAgent, 500),
            now
        );
    }

    /// <summary>A member's, for the company, under what the customer signed.</summary>
    internal Signature(SigningAct act, Signature under, Actor member, DateTime now)
    {
        (Id, AccountId, QuoteId) = (Guid.CreateVersion7(new DateTimeOffset(now)), under.AccountId, under.QuoteId);
        (RevisionId, DeliveryId, RevisionHash, Total) = (under.RevisionId, under.DeliveryId, under.RevisionHash, under.Total);
        (MemberId, Name, Function, Company) = (member.Id, Checked(act), act.Function.Trim(), act.Company.Trim());
        (Method, Strokes, Choice) = (act.Method, act.Method == SigningMethod.Drawn ? act.Strokes : "", under.Choice);
        (ConsentText, ConsentVersion) = (act.ConsentText, act.ConsentVersion);
        ConsentHash = CanonicalJson.Sha256Hex(System.Text.Encoding.UTF8.GetBytes(act.ConsentText));
        (FormKey, Ip, UserAgent, SignedAt) = (act.FormKey, act.Ip, Cut(act.UserAgent, 500), now);
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid QuoteId { get; private set; }
    public Guid RevisionId { get; private set; }
    public Guid DeliveryId { get; private set; }

    /// <summary>The member who countersigned; null for the customer's side.</summary>
    public Guid? MemberId { get; private set; }
    public string RevisionHash { get; private set; } = "";
    public decimal Total { get; private set; }
    public string Name { get; private set; } = "";
    public string Email { get; private set; } = "";
    public string Function { get; private set; } = "";
    public string Company { get; private set; } = "";
    public SigningMethod Method { get; private set; }
    public string Strokes { get; private set; } = "";
    public Choice Choice { get; private set; } = Choice.None;
    public string ConsentText { get; private set; } = "";
    public string ConsentHash { get; private set; } = "";
    public string ConsentVersion { get; private set; } = "";

    /// <summary>Words of acceptance as the customer typed them.</summary>
    public string Mention { get; private set; } = "";
    public string FormKey { get; private set; } = "";
    public DateTime? ShownAt { get; private set; }
    public DateTime? CodeConfirmedAt { get; private set; }
    public string Ip { get; private set; } = "";
    public string UserAgent { get; private set; } = "";
    public DateTime SignedAt { get; private set; }
    public DateTime? VoidedAt { get; private set; }

    public void Void(DateTime now) => VoidedAt ??= now;

    /// <summary>What the history keeps of the act; the strokes by their hash.</summary>
    internal object Evidence() =>
        new
        {
            name = Name,
            email = Email,
            function = Function,
            company = Company,
            method = Method,
            strokes = CanonicalJson.Sha256Hex(System.Text.Encoding.UTF8.GetBytes(Strokes)),
            revision = RevisionHash,
            choice = Choice.Quantities.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value, StringComparer.Ordinal),
            total = Total,
            consent = ConsentText,
            consentHash = ConsentHash,
            consentVersion = ConsentVersion,
            mention = Mention,
            shownAt = ShownAt,
            codeConfirmedAt = CodeConfirmedAt,
            ip = Ip,
            userAgent = UserAgent,
        };

    private static string Checked(SigningAct act)
    {
        var name = act.Name.Trim();
        if (name.Length < 2)
            throw new BrokenRuleException("Rules.SignerNameMissing", "name");
        if (name.Length > 200)
            throw new BrokenRuleException("Rules.TooLong", "name", 200);
        if (!act.Consented)
            throw new BrokenRuleException("Rules.ConsentMissing", "consent");
        if (act.Strokes.Length > MostStrokes)
            throw new BrokenRuleException("Rules.StrokesTooLong", "strokes");
        if (act.Method == SigningMethod.Drawn && !Drawing.IsDrawn(act.Strokes))
            throw new BrokenRuleException("Rules.SignatureEmpty", "strokes");
        return name;
    }

    private static string Letters(string text) => string.Concat(SearchText.Fold(text).Where(char.IsLetter));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}

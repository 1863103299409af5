using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Documents;
using Paraphe.Features.Mail;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Sending;

/// <summary>The mail that carries a quote, as it leaves and as <i>Send</i> shows it beforehand (SN 1).</summary>
public sealed record QuoteMail(FrozenQuote Frozen, Account Account, string Subject, string Body)
{
    public static QuoteMail Standard(FrozenQuote frozen, Account account)
    {
        var language = frozen.Content.Language[..2];
        var saved = account.Settings.Texts.TryGetValue(language, out var own) ? own : new SavedTexts();
        return new QuoteMail(frozen, account, saved.MailSubject, saved.MailBody);
    }

    public string SubjectFor(Recipient to, Texts texts) =>
        Frozen.Fill(Subject.Length > 0 ? Subject : texts["Sending.Mail.Subject"], texts, to.Name);

    /// <param name="url">Of the recipient's own link.</param>
    public Letter LetterFor(Recipient to, string url, Texts texts)
    {
        var totals = Pricing.Compute(Frozen.Content, Frozen.Content.Preselected());
        var facts = new List<(string, string)>
        {
            (texts[$"Documents.kind{Frozen.Kind}"], Frozen.Number),
            (texts["Documents.total"], texts.Money(totals.Gross, Frozen.Content.Currency)),
        };
        if (Frozen.Content.StartsAt is { } start)
            facts.Add((texts["Documents.start"], texts.Date(DateOnly.FromDateTime(start))));
        if (totals.Deposit is { } deposit)
            facts.Add(
                (
                    texts["Documents.deposit", texts.Percent(Frozen.Content.DepositPercent!.Value)],
                    texts.Money(deposit, Frozen.Content.Currency)
                )
            );
        facts.Add((texts["Documents.validUntil"], texts.Date(Frozen.ValidUntil)));
        return new Letter
        {
            Language = texts.Language,
            Company = Frozen.Company.Name,
            Brand = Account.Settings.BrandColour,
            Heading = Frozen.Content.Title,
            Body = Frozen.Fill(Body, texts, to.Name),
            Facts = facts,
            Buttons =
                to.Role == RecipientRole.Signer
                    ?
                    [
                        (texts["Sending.Mail.View"], url),
                        (texts["Sending.Mail.Accept"], url + "/sign"),
                        (texts["Sending.Mail.Time"], url + "/time"),
                        (texts["Sending.Mail.Decline"], url + "/reject"),
                    ]
                    : [(texts["Sending.Mail.View"], url)],
            Foot = texts["Sending.Mail.Foot", Frozen.Seller.Name, Frozen.Company.Name],
        };
    }
}

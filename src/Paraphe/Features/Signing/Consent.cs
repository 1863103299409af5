using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Legal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Signing;

/// <summary>
/// What the customer agrees to, word for word; stored with the signature. A changed wording gets a new version and leaves the old one in the
/// texts, so that it can be told which was in use.
/// </summary>
public static class Consent
{
    public const string Version = "v1";

    public static string Text(FrozenQuote frozen, Totals totals, Texts texts) =>
        texts[
            $"Signing.Consent.{Version}.{(IsConsumer(frozen) ? "consumer" : "company")}",
            texts[$"Documents.kind{frozen.Kind}"].ToLower(texts.Culture),
            frozen.Number,
            frozen.Revision,
            frozen.Company.Name,
            texts.Money(totals.Gross, frozen.Content.Currency),
            frozen.Customer.Name
        ];

    /// <summary>The words that the customer types himself where the account wants them; empty elsewhere.</summary>
    public static string Mention(Quote quote, Texts texts) => quote.Policies.MentionToType ? texts["Signing.Mention.Words"] : "";

    /// <summary>What the customer certifies apart from accepting, as the law wants it for a reduced rate of VAT; empty when nothing.</summary>
    public static string Certification(FrozenQuote frozen, Texts texts) =>
        LegalMentions.ReducedVat(frozen, texts) is { } mention ? texts["Signing.Certification", mention.Title, mention.Text] : "";

    /// <summary>A consumer is only bound when the button names the obligation to pay (Directive 2011/83/EU art. 8(2)).</summary>
    public static bool IsConsumer(FrozenQuote frozen) => frozen.Customer.Kind == CustomerKind.Person;
}

using Paraphe.Domain.Quotes;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Documents;

/// <summary>Fills the placeholders of saved texts, such as <c>{validUntil}</c>, from what was frozen. Unknown ones stay as they are.</summary>
public static class Placeholders
{
    /// <param name="recipient">Whom a mail greets; the customer where there is none.</param>
    public static string Fill(this FrozenQuote frozen, string text, Texts texts, string? recipient = null)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        var total = Pricing.Compute(frozen.Content, frozen.Content.Preselected()).Gross;
        (string Name, string Value)[] values =
        [
            ("recipient", string.IsNullOrWhiteSpace(recipient) ? frozen.Customer.Name : recipient),
            ("customer", frozen.Customer.Name),
            ("number", frozen.Number),
            ("title", frozen.Content.Title),
            ("total", texts.Money(total, frozen.Content.Currency)),
            ("validUntil", texts.Date(frozen.ValidUntil)),
            ("seller", frozen.Seller.Name),
            ("company", frozen.Company.Name),
        ];
        foreach (var (name, value) in values)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }
}

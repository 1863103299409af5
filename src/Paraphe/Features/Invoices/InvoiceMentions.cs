using System.Collections.Immutable;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Legal;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>What an invoice says because a law asks for it, from the company's profile and settings; the words are in the language of the document.</summary>
public static class InvoiceMentions
{
    /// <param name="blocks">Legal blocks of the quote: those of reduced VAT are told on its invoices too.</param>
    public static IEnumerable<InvoiceMention> Of(
        FrozenInvoice invoice,
        ImmutableArray<string> blocks,
        InvoiceSettings settings,
        Texts texts
    )
    {
        var (company, country) = (invoice.Company, invoice.Company.Address.Country);
        var isConsumer = invoice.Customer.Kind == CustomerKind.Person;
        if (company.VatExempt && texts.Has("Legal.Text.VatExempt" + country))
            yield return Plain(texts["Legal.Text.VatExempt" + country]);
        foreach (
            var reason in invoice.Vat.Select(group => group.Reason).Where(reason => reason.Length > 0).Distinct(StringComparer.Ordinal)
        )
            yield return Plain(reason);
        if (blocks.Contains(LegalBlocks.ReducedVat))
            yield return Plain(texts[country == "BE" ? "Legal.Text.ReducedVatBe" : "Legal.Text.ReducedVat"]);
        if (invoice.Kind != InvoiceKind.CreditNote && !isConsumer)
        {
            // Between companies: C. com. L.441-9, L.441-10, D.441-5; loi du 2 août 2002.
            if (country is "FR" or "BE")
                // One sentence tells interest and costs: French platforms look for both.
                yield return new InvoiceMention(
                    "PMD PMT",
                    settings.PenaltyRate is { } rate
                        ? texts["Invoices.Mention.Penalty", texts.Percent(rate)]
                        : texts["Invoices.Mention.PenaltyIn." + country]
                );
            if (country == "FR")
                yield return new InvoiceMention(
                    "AAB",
                    settings.EarlyDiscount.Length > 0 ? settings.EarlyDiscount : texts["Invoices.Mention.NoEarlyDiscount"]
                );
        }
        if (isConsumer && company.Mediator.Length > 0)
            yield return Plain(texts["Legal.Text.Mediator", company.Mediator]);
    }

    private static InvoiceMention Plain(string text) => new("", text);
}

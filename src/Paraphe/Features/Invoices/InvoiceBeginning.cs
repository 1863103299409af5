using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Invoices;

/// <summary>What an invoice without a quote begins with.</summary>
public static class InvoiceBeginning
{
    public static QuoteContent Of(Account account, CustomerDetails? customer, Contract? contract = null) =>
        new()
        {
            Language = customer is { Language.Length: > 0 } ? customer.Language : account.Locale,
            Currency = contract?.Currency ?? account.Currency,
            Prices = contract?.Prices ?? account.Settings.Prices,
            Rounding = account.Settings.Rounding,
        };
}

using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Invoices;

/// <summary>What an invoice without a quote begins with, and its lines take from the account.</summary>
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

    /// <summary>The account's list of rates says why there is no tax.</summary>
    public static Vat? WithReason(Vat? vat, Account account) =>
        vat is { Reason: null }
        && account.Settings.VatRates.FirstOrDefault(rate => rate.Category == vat.Category && rate.Rate == vat.Rate)
            is { Reason.Length: > 0 } listed
            ? vat with
            {
                Reason = listed.Reason,
            }
            : vat;
}

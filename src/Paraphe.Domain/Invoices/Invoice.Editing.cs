using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices;

public sealed partial class Invoice
{
    public const int MostLines = 500;

    /// <summary>Lines may be typed: nothing that was agreed or issued stands behind them.</summary>
    public bool HasOwnLines => Basis is InvoiceBasis.ByHand or InvoiceBasis.WorkOrder or InvoiceBasis.Period;

    /// <summary>Texts, references and days; the lines stay.</summary>
    public void Change(InvoiceContent content, DateTime now)
    {
        EnsureDraft();
        var mine = content.Checked();
        var priced = Content.Priced with { Title = mine.Priced.Title.Trim(), Language = mine.Priced.Language };
        Hold(mine with { Priced = priced, Deductions = Content.Deductions }, now);
    }

    /// <summary>The lines of a draft that is its own.</summary>
    public void ChangeLines(QuoteContent priced, DateTime now)
    {
        EnsureDraft();
        if (!HasOwnLines)
            throw new BrokenRuleException("Rules.InvoiceLinesAgreed");
        if (priced.Items.Length > MostLines)
            throw new BrokenRuleException("Rules.TooManyEntries", "lines", MostLines);
        if (priced.Lines.Any(line => line.IsOption))
            throw new BrokenRuleException("Rules.OptionUnknown", "lines");
        Hold(Content with { Priced = priced }, now);
    }

    /// <summary>For whom; a draft made by hand may change its customer.</summary>
    public void BillTo(Customer customer, DateTime now)
    {
        EnsureDraft();
        if (QuoteId is not null || ContractId is not null || IsCreditNote)
            throw new BrokenRuleException("Rules.InvoiceCustomerAgreed", "customer");
        (CustomerId, CustomerName, CustomerSort, CustomerText) = (customer.Id, customer.Name, customer.SortName, customer.ListText);
        ChangedAt = now;
    }

    /// <summary>What was invoiced meanwhile is taken off anew.</summary>
    public void Deduct(Billing billing, Func<Invoice, string> name, Func<Guid> newId, DateTime now)
    {
        EnsureDraft();
        if (Basis == InvoiceBasis.Balance)
            Hold(Content with { Deductions = billing.Deductions(this, name, newId) }, now);
    }

    public void EnsureDraft()
    {
        if (!IsDraft)
            throw new BrokenRuleException("Rules.InvoiceIssued");
    }

    private void Hold(InvoiceContent content, DateTime now)
    {
        Lengths.Check(content.Priced);
        var totals = InvoiceTotals.Of(content);
        Content = content;
        (Title, Currency) = (content.Priced.Title, content.Priced.Currency);
        (Net, Tax, Gross) = (totals.Net, totals.Tax, totals.Gross);
        ChangedAt = now;
        IndexForSearch();
        Reckon();
    }
}

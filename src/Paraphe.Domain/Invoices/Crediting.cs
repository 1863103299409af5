using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices;

/// <summary>Credit notes on an issued invoice: of what is left of it, of some of its lines, or of an amount.</summary>
public static class Crediting
{
    /// <summary>
    /// All that is left: the invoice's lines with its deductions, and earlier credit notes taken off. Together they come to the invoice exactly.
    /// </summary>
    /// <param name="notes">Credit notes on it, drafts too.</param>
    /// <param name="name">What the deduction of an earlier credit note is called.</param>
    public static Invoice CreditWhole(
        this Invoice invoice,
        string reason,
        IReadOnlyList<Invoice> notes,
        Func<Invoice, string> name,
        Making making
    )
    {
        var earlier = invoice.EarlierNotes(notes);
        var off =
            from note in earlier
            from gone in note.VatGroups()
            where gone.Base != 0 || gone.Tax != 0
            select gone.Off(note, name(note), making.NewId());
        return invoice.Credit(reason, invoice.Content.Priced, [.. invoice.Content.Deductions, .. off], making);
    }

    /// <summary>Some of its lines, with the quantity that is given back of each.</summary>
    public static Invoice CreditLines(
        this Invoice invoice,
        string reason,
        IReadOnlyDictionary<Guid, decimal> quantities,
        IReadOnlyList<Invoice> notes,
        Making making
    )
    {
        var earlier = invoice.EarlierNotes(notes);
        var (priced, currency) = (invoice.Content.Priced, Currency.Of(invoice.Currency));
        var lines = new List<QuoteItem>();
        foreach (var line in priced.Lines)
        {
            if (!quantities.TryGetValue(line.Key, out var quantity) || quantity == 0)
                continue;
            var gone = earlier.SelectMany(note => note.Content.Priced.Lines).Where(part => part.Key == line.Key).Sum(part => part.Quantity);
            if (Math.Sign(quantity) != Math.Sign(line.Quantity) || Math.Abs(quantity) > Math.Abs(line.Quantity - gone))
                throw new BrokenRuleException("Rules.QuantityAboveLeft", $"line-{line.Key}", line.Name);
            lines.Add(line.Part(quantity, currency));
        }
        if (lines.Count == 0)
            throw new BrokenRuleException("Rules.NothingChosen", "lines");
        var part = priced with { Items = [.. lines], Discount = priced.Discount is { Amount: not null } ? null : priced.Discount };
        if (priced.Discount is { Amount: not null })
        {
            var (all, some) = (Pricing.Compute(priced, Choice.None).Total, Pricing.Compute(part, Choice.None).Total.Lines);
            var amount = all.Lines == 0 ? 0 : Math.Abs(currency.Round(all.Discount * some / all.Lines));
            part = part with { Discount = amount == 0 ? null : Discount.OfAmount(amount) };
        }
        return invoice.Credit(reason, part, [], making);
    }

    /// <param name="amount">With VAT; split over the VAT groups in proportion to what is left of them.</param>
    /// <param name="name">Of its lines, one a VAT group.</param>
    public static Invoice CreditAmount(
        this Invoice invoice,
        string reason,
        decimal amount,
        string name,
        IReadOnlyList<Invoice> notes,
        Making making
    )
    {
        var earlier = invoice.EarlierNotes(notes);
        if (amount <= 0 || !Currency.Of(invoice.Currency).Holds(amount))
            throw new BrokenRuleException("Rules.PaymentAmount", "amount", invoice.Currency);
        return invoice.Credit(reason, invoice.Shared(invoice.Rest(earlier), amount, name, making.NewId), [], making);
    }

    private static List<Invoice> EarlierNotes(this Invoice invoice, IReadOnlyList<Invoice> notes)
    {
        if (invoice.IsDraft || invoice.IsCreditNote)
            throw new BrokenRuleException("Rules.CreditOfIssued");
        var mine = notes.Where(note => note.IsCreditNote && note.CorrectsId == invoice.Id).ToList();
        if (mine.Exists(note => note.IsDraft))
            throw new BrokenRuleException("Rules.DraftFirst");
        return mine;
    }

    private static Invoice Credit(
        this Invoice invoice,
        string reason,
        QuoteContent priced,
        ImmutableArray<Deduction> deductions,
        Making making
    )
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new BrokenRuleException("Rules.CreditReason", "Reason");
        var from = invoice.Content;
        var content = new InvoiceContent
        {
            Priced = priced with { Title = from.Priced.Title },
            Deductions = deductions,
            BuyerReference = from.BuyerReference,
            OrderReference = from.OrderReference,
            QuoteNumber = from.QuoteNumber,
            ContractNumber = from.ContractNumber,
            Place = from.Place,
            DeliveredOn = from.DeliveredOn,
            PeriodFrom = from.PeriodFrom,
            PeriodTo = from.PeriodTo,
            Reason = reason,
        }.Checked();
        var origin = new InvoiceOrigin(InvoiceBasis.Credit, invoice.CustomerId, invoice.CustomerName)
        {
            QuoteId = invoice.QuoteId,
            ProjectId = invoice.ProjectId,
            WorkOrderId = invoice.WorkOrderId,
            ContractId = invoice.ContractId,
            CorrectsId = invoice.Id,
        };
        var note = new Invoice(making.NewId(), invoice.AccountId, origin, content, making.By, making.Now);
        return invoice.RefusalOf(note) is { } refusal ? throw refusal : note;
    }
}

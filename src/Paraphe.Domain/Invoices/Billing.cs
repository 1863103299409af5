using System.Collections.Immutable;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;

namespace Paraphe.Domain.Invoices;

/// <summary>How much of a whole: a percentage, or an amount with VAT in its currency; exactly one of the two.</summary>
public sealed record Share(decimal? Percent, decimal? Amount);

/// <summary>What making a draft needs beside what it is made from.</summary>
public sealed record Making(Func<Guid> NewId, Actor By, DateTime Now);

/// <summary>
/// A won quote and all that was invoiced of it. The quote's total is that of its revision with the choice that was accepted; no invoice goes over it,
/// and the balance brings all of them to it exactly.
/// </summary>
public sealed class Billing
{
    private readonly Quote quote;
    private readonly List<Invoice> invoices;

    private Billing(Quote quote, FrozenQuote frozen, Choice choice, IEnumerable<Invoice> invoices)
    {
        this.quote = quote;
        this.invoices = [.. invoices];
        Frozen = frozen;
        Content = frozen.Content.Agreed(choice);
        Totals = Pricing.Compute(Content, Choice.None);
    }

    /// <param name="revision">What was accepted.</param>
    /// <param name="choice">The chosen options; those of the signature, or the preselected ones when accepted off-line.</param>
    /// <param name="invoices">All of the quote, credit notes and drafts too.</param>
    /// <exception cref="BrokenRuleException">It is not won, or a contract, which is invoiced by periods.</exception>
    public static Billing Of(Quote quote, Revision revision, Choice choice, IEnumerable<Invoice> invoices)
    {
        if (quote.Standing != Standing.Accepted)
            throw new BrokenRuleException("Rules.InvoiceNotWon");
        if (quote.Kind == QuoteKind.Contract)
            throw new BrokenRuleException("Rules.InvoiceContract");
        return new Billing(quote, revision.Read(), choice, invoices.Where(invoice => invoice.QuoteId == quote.Id));
    }

    public FrozenQuote Frozen { get; }

    /// <summary>What was agreed, chosen options being lines like the others.</summary>
    public QuoteContent Content { get; }

    public Totals Totals { get; }

    public IReadOnlyList<Invoice> Invoices => invoices;

    public Currency Currency => Totals.Currency;

    public decimal Gross => Totals.Gross;

    /// <summary>With VAT, less what credit notes took back.</summary>
    public decimal Invoiced => Issued().Sum(invoice => invoice.Gross - invoice.Credited);

    /// <summary>With VAT, on drafts.</summary>
    public decimal Drafted => Drafts().Sum(invoice => invoice.Gross);

    public decimal Left => Gross - Invoiced;

    /// <summary>A whole invoice or a balance stands: the quote is settled.</summary>
    public bool IsClosed => Closing().Any();

    /// <summary>Of a line, on invoices of chosen lines, less what was credited.</summary>
    public decimal Done(Guid line) =>
        Parts(line, invoices.Where(invoice => invoice.Basis == InvoiceBasis.Progress))
        - Parts(line, invoices.Where(invoice => invoice is { IsCreditNote: true, IsDraft: false }));

    public Invoice Whole(Making making)
    {
        EnsureOpen();
        if (Issued().Any(invoice => invoice.Credited < invoice.Gross))
            throw new BrokenRuleException("Rules.InvoicedInPart");
        EnsureNoDrafts();
        return Make(InvoiceBasis.Whole, Content, making);
    }

    /// <param name="name">Of its lines, one a VAT group, in the language of the document.</param>
    public Invoice Deposit(Share share, string name, Making making) => OfShare(InvoiceBasis.Deposit, share, name, making);

    /// <inheritdoc cref="Deposit"/>
    public Invoice Progress(Share share, string name, Making making) => OfShare(InvoiceBasis.Progress, share, name, making);

    /// <summary>Chosen lines with the quantity of each that is done.</summary>
    public Invoice Progress(IReadOnlyDictionary<Guid, decimal> quantities, Making making, WorkOrder? order = null)
    {
        EnsureOpen();
        var kept = new List<QuoteItem>();
        QuoteSection? section = null;
        foreach (var item in Content.Items)
        {
            if (item is QuoteSection next)
                section = next;
            if (item is not QuoteLine line || !quantities.TryGetValue(line.Key, out var quantity) || quantity == 0)
                continue;
            if (Math.Sign(quantity) != Math.Sign(line.Quantity) || Math.Abs(quantity) > Math.Abs(line.Quantity - Done(line.Key)))
                throw new BrokenRuleException("Rules.QuantityAboveLeft", $"line-{line.Key}", line.Name);
            if (section is not null)
                kept.Add(section);
            section = null;
            kept.Add(line.Part(quantity, Currency));
        }
        if (kept.Count == 0)
            throw new BrokenRuleException("Rules.NothingChosen", "lines");
        var part = Content with { Items = [.. kept], Discount = null };
        part = part with { Discount = PartOfDiscount(part) };
        return Make(InvoiceBasis.Progress, part, making, order);
    }

    /// <summary>All that was agreed, with what was invoiced before taken off.</summary>
    /// <param name="name">What the deduction of an invoice is called.</param>
    public Invoice Balance(Func<Invoice, string> name, Making making)
    {
        EnsureOpen();
        EnsureNoDrafts();
        var content = Agreed(Content) with { Deductions = Deductions(null, name, making.NewId) };
        if (InvoiceTotals.Of(content).Gross < 0)
            throw new BrokenRuleException("Rules.InvoicedAbove");
        return new Invoice(making.NewId(), quote.AccountId, Origin(InvoiceBasis.Balance), content, making.By, making.Now);
    }

    /// <summary>What stands invoiced beside <paramref name="except"/>, by invoice and VAT group; what credit notes took back is left out.</summary>
    public ImmutableArray<Deduction> Deductions(Invoice? except, Func<Invoice, string> name, Func<Guid> newId) =>
        [
            .. from invoice in Issued()
            where invoice.Id != except?.Id
            orderby invoice.IssuedOn, invoice.IssuedAt, invoice.Id
            from rest in invoice.Rest(CreditsOf(invoice))
            where rest.Base != 0 || rest.Tax != 0
            select rest.Off(invoice, name(invoice), newId()),
        ];

    /// <summary>Why this draft cannot be issued as things stand; null when it can.</summary>
    internal BrokenRuleException? Refusal(Invoice draft)
    {
        if (draft.Currency != Currency.Code)
            return new BrokenRuleException("Rules.PaymentCurrency", "Currency", Currency.Code);
        if (Closing().Any(invoice => !invoice.IsDraft && invoice.Id != draft.Id))
            return new BrokenRuleException("Rules.BalanceStands", null, Closing().First(invoice => !invoice.IsDraft).Number ?? "");
        var wanted = draft.Basis.Closes() ? Deductions(draft, _ => "", () => Guid.Empty) : [];
        if (!wanted.SequenceEqual(draft.Content.Deductions))
            return new BrokenRuleException("Rules.InvoicedMeanwhile");
        return draft.Gross > Left ? new BrokenRuleException("Rules.AboveQuote", "amount", Left, Currency.Code) : null;
    }

    private Invoice OfShare(InvoiceBasis basis, Share share, string name, Making making)
    {
        EnsureOpen();
        var amount = AmountOf(share);
        if (amount > Left)
            throw new BrokenRuleException("Rules.AboveQuote", share.Percent is null ? "amount" : "percent", Left, Currency.Code);
        return Make(basis, Content.Shared(Totals, amount, name, making.NewId), making);
    }

    private decimal AmountOf(Share share)
    {
        switch (share)
        {
            case { Percent: not null, Amount: not null } or { Percent: null, Amount: null }:
                throw new BrokenRuleException("Rules.ShareEither", "percent");
            case { Percent: <= 0 or > 100 }:
                throw new BrokenRuleException("Rules.SharePercent", "percent");
            case { Percent: { } percent }:
                return Currency.Round(Gross * percent / 100);
            case { Amount: { } money } when money <= 0 || !Currency.Holds(money):
                throw new BrokenRuleException("Rules.PaymentAmount", "amount", Currency.Code);
            default:
                return share.Amount!.Value;
        }
    }

    // A discount in money follows the part of the lines that is taken.
    private Discount? PartOfDiscount(QuoteContent part)
    {
        if (Content.Discount is not { Amount: not null })
            return Content.Discount;
        var (lines, all) = (Pricing.Compute(part, Choice.None).Total.Lines, Totals.Total.Lines);
        var amount = all == 0 ? 0 : Math.Abs(Currency.Round(Totals.Total.Discount * lines / all));
        return amount == 0 ? null : Discount.OfAmount(amount);
    }

    private Invoice Make(InvoiceBasis basis, QuoteContent priced, Making making, WorkOrder? order = null)
    {
        var origin = Origin(basis) with { WorkOrderId = order?.Id };
        var made = new Invoice(making.NewId(), quote.AccountId, origin, Agreed(priced), making.By, making.Now);
        if (made.Gross > Left)
            throw new BrokenRuleException("Rules.AboveQuote", "lines", Left, Currency.Code);
        return made;
    }

    private InvoiceOrigin Origin(InvoiceBasis basis) =>
        new(basis, quote.CustomerId, quote.CustomerName.Length > 0 ? quote.CustomerName : Frozen.Customer.Name)
        {
            QuoteId = quote.Id,
            ProjectId = quote.ProjectId,
        };

    private InvoiceContent Agreed(QuoteContent priced) =>
        new()
        {
            Priced = priced,
            QuoteNumber = Frozen.Number,
            OrderReference = quote.Offline?.Reference is { Length: <= InvoiceContent.ReferenceLength } reference ? reference : "",
            Place = string.Join('\n', Frozen.Content.ServiceAddresses.Select(place => place.Text).Where(text => text.Length > 0)),
        };

    private IEnumerable<Invoice> Issued() => invoices.Where(invoice => invoice is { IsDraft: false, IsCreditNote: false });

    private IEnumerable<Invoice> Drafts() => invoices.Where(invoice => invoice is { IsDraft: true, IsCreditNote: false });

    private IEnumerable<Invoice> CreditsOf(Invoice invoice) =>
        invoices.Where(note => note is { IsCreditNote: true, IsDraft: false } && note.CorrectsId == invoice.Id);

    // One that was taken back whole makes room for another.
    private IEnumerable<Invoice> Closing() =>
        invoices.Where(invoice =>
            invoice.Basis.Closes() && (invoice.IsDraft || invoice.Credited < invoice.Gross || (invoice.Gross == 0 && invoice.Credited == 0))
        );

    private static decimal Parts(Guid line, IEnumerable<Invoice> among) =>
        among.SelectMany(invoice => invoice.Content.Priced.Lines).Where(part => part.Key == line).Sum(part => part.Quantity);

    private void EnsureOpen()
    {
        if (Closing().FirstOrDefault() is { } stands)
            throw new BrokenRuleException(stands.IsDraft ? "Rules.BalanceDrafted" : "Rules.BalanceStands", null, stands.Number ?? "");
        if (Left <= 0 && Gross > 0)
            throw new BrokenRuleException("Rules.NothingLeft");
    }

    private void EnsureNoDrafts()
    {
        if (Drafts().Any())
            throw new BrokenRuleException("Rules.DraftFirst");
    }
}

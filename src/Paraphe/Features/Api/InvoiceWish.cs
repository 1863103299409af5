using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Invoices;

namespace Paraphe.Features.Api;

/// <summary>What a draft says beside its lines. In a new one, what is left out is as the quote, the order or the account has it.</summary>
public abstract record InvoiceHead
{
    [StringLength(Lengths.Title)]
    public string? Title { get; init; }

    /// <summary>The customer's order number.</summary>
    [StringLength(InvoiceContent.ReferenceLength)]
    public string? OrderReference { get; init; }

    /// <summary>Peppol asks for this or the order number.</summary>
    [StringLength(InvoiceContent.ReferenceLength)]
    public string? BuyerReference { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    /// <summary>Days until it is due; left out, as the account has it.</summary>
    [Range(0, InvoiceContent.MostPaymentDays)]
    public int? PaymentDays { get; init; }

    /// <summary>Printed in place of the account's.</summary>
    [StringLength(InvoiceContent.TextLength)]
    public string? PaymentTerms { get; init; }

    /// <summary>Words below the lines.</summary>
    [StringLength(InvoiceContent.TextLength)]
    public string? Notes { get; init; }

    internal Invoice Over(Invoice draft, DateTime now)
    {
        var content = draft.Content;
        draft.Change(
            content with
            {
                Priced = content.Priced with { Title = Title ?? content.Priced.Title },
                OrderReference = OrderReference ?? content.OrderReference,
                BuyerReference = BuyerReference ?? content.BuyerReference,
                DeliveredOn = DeliveredOn ?? content.DeliveredOn,
                PaymentDays = PaymentDays ?? content.PaymentDays,
                PaymentTerms = PaymentTerms ?? content.PaymentTerms,
                Notes = Notes ?? content.Notes,
            },
            now
        );
        return draft;
    }
}

/// <summary>How much of a quote an invoice asks for.</summary>
public enum InvoicePart
{
    /// <summary>All of it, where nothing was invoiced yet.</summary>
    Whole,

    /// <summary>A share before the work.</summary>
    Deposit,

    /// <summary>A share while the work goes on.</summary>
    Progress,

    /// <summary>Chosen lines with what is done of each.</summary>
    Lines,

    /// <summary>What is left, all that was invoiced before taken off.</summary>
    Balance,
}

/// <summary>So much of a line.</summary>
public sealed record QuantityJson
{
    /// <summary>Key of the line.</summary>
    [Required]
    public Guid? Key { get; init; }

    [Required]
    public decimal? Quantity { get; init; }

    /// <exception cref="ProblemException">422: a line is named twice.</exception>
    internal static Dictionary<Guid, decimal> All(IReadOnlyList<QuantityJson> lines)
    {
        var all = new Dictionary<Guid, decimal>();
        for (var place = 0; place < lines.Count; place++)
            if (!all.TryAdd(lines[place].Key!.Value, lines[place].Quantity!.Value))
                throw ProblemException.At($"/lines/{place}/key", "The line is named twice.");
        return all;
    }
}

/// <summary>An invoice of a won quote.</summary>
public sealed record QuoteInvoiceWish : InvoiceHead
{
    [Required]
    public InvoicePart? Part { get; init; }

    /// <summary>Of a deposit or progress: of the quote's total; either this or an amount.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Of a deposit or progress: with VAT.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Where the part is lines.</summary>
    [MaxLength(Quote.MostItems)]
    public IReadOnlyList<QuantityJson> Lines { get; init; } = [];
}

/// <summary>An invoice of what is done of a work order.</summary>
public sealed record OrderInvoiceWish : InvoiceHead
{
    /// <summary>Without any: all that is not invoiced yet.</summary>
    [MaxLength(Quote.MostItems)]
    public IReadOnlyList<QuantityJson> Lines { get; init; } = [];
}

/// <summary>An invoice of all that a contract comes to between two days.</summary>
public sealed record ContractInvoiceWish : InvoiceHead
{
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>The last day of the period.</summary>
    [Required]
    public DateOnly? To { get; init; }
}

/// <summary>A line of an invoice without a quote behind it.</summary>
public sealed record InvoiceLineWish
{
    [Required, StringLength(Lengths.LineName)]
    public string? Name { get; init; }

    [StringLength(Lengths.Description)]
    public string Description { get; init; } = "";

    /// <summary>Up to three decimals.</summary>
    public decimal Quantity { get; init; } = 1;

    [StringLength(Lengths.Unit)]
    public string Unit { get; init; } = "";

    /// <summary>With or without VAT, as the account has it; up to four decimals.</summary>
    public decimal UnitPrice { get; init; }

    public decimal? DiscountPercent { get; init; }

    public decimal? DiscountAmount { get; init; }

    /// <summary>Category of EN 16931; S when a rate is given alone.</summary>
    [StringLength(2)]
    public string? VatCategory { get; init; }

    /// <summary>In percent; without one the account's standard rate.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>Why there is no VAT; left out, as the account's list of rates says.</summary>
    [StringLength(500)]
    public string? VatReason { get; init; }

    internal QuoteItem ToItem(Guid key, QuoteContent priced, Account account, string at)
    {
        var line = new LineJson
        {
            Name = Name!,
            Description = Description,
            Quantity = Quantity,
            Unit = Unit,
            UnitPrice = UnitPrice,
            DiscountPercent = DiscountPercent,
            DiscountAmount = DiscountAmount,
            VatCategory = VatCategory,
            VatRate = VatRate,
        };
        var item = (QuoteLine)line.ToItem(key, null, priced, Quotes.VatChoices.Usual(account, priced), at);
        var vat = VatReason is { } reason && item.Vat is { } own ? own with { Reason = reason.Trim() } : item.Vat;
        return item with { Vat = InvoiceBeginning.WithReason(vat, account) };
    }
}

/// <summary>An invoice by hand: for a customer, of lines that were agreed nowhere else.</summary>
public sealed record InvoiceWish : InvoiceHead
{
    [Required]
    public Guid? CustomerId { get; init; }

    [MinLength(1), MaxLength(Invoice.MostLines)]
    public required IReadOnlyList<InvoiceLineWish> Lines { get; init; }
}

/// <summary>Of a draft: what is left out stays.</summary>
public sealed record InvoiceChange : InvoiceHead
{
    /// <summary>In place of all that there are; of drafts without a quote or credited invoice behind them.</summary>
    [MinLength(1), MaxLength(Invoice.MostLines)]
    public IReadOnlyList<InvoiceLineWish>? Lines { get; init; }
}

/// <param name="On">The day it bears, not in the future and not before the last one of its series; today without it.</param>
public sealed record IssueWish(DateOnly? On = null);

/// <summary>A person whom an invoice is mailed to.</summary>
public sealed record InvoiceRecipientJson(
    [property: Required, StringLength(254)] string? Email,
    [property: StringLength(200)] string Name = ""
);

/// <summary>How an invoice is mailed; texts that are left out are the account's, no recipients means the customer himself.</summary>
public sealed record InvoiceSendWish
{
    [MaxLength(20)]
    public IReadOnlyList<InvoiceRecipientJson> Recipients { get; init; } = [];

    [StringLength(200)]
    public string? Subject { get; init; }

    [StringLength(20_000)]
    public string? Body { get; init; }
}

/// <summary>Money that came in; with a minus, what was too much is given back.</summary>
public sealed record PaymentWish
{
    [Required]
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217; the invoice's, as which it is taken when it is left out.</summary>
    [StringLength(3)]
    public string? Currency { get; init; }

    /// <summary>Today without it.</summary>
    public DateOnly? PaidOn { get; init; }

    public PaymentMethod Method { get; init; }

    [StringLength(Payment.ReferenceLength)]
    public string Reference { get; init; } = "";
}

public sealed record PaymentRemoveWish([property: Required, StringLength(Payment.ReferenceLength)] string? Why);

/// <summary>A credit note: of all that is left of the invoice, of an amount, or of some of its lines.</summary>
public sealed record CreditWish
{
    [Required, StringLength(InvoiceContent.ReasonLength)]
    public string? Reason { get; init; }

    /// <summary>With VAT.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What is given back of each line.</summary>
    [MaxLength(Quote.MostItems)]
    public IReadOnlyList<QuantityJson> Lines { get; init; } = [];
}

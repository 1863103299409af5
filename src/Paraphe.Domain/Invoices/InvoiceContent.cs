using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices;

/// <summary>What an invoice will say once it is issued: the working copy of a draft. A value: every change makes a new one.</summary>
public sealed record InvoiceContent
{
    public const int TextLength = 4_000;
    public const int ReferenceLength = 100;
    public const int ReasonLength = 500;
    public const int MostPaymentDays = 365;

    /// <summary>What is priced, by the same engine as the quote: sections and lines, never options.</summary>
    public required QuoteContent Priced { get; init; }

    /// <summary>What was invoiced before and is taken off, one entry an invoice and VAT group.</summary>
    public ImmutableArray<Deduction> Deductions { get; init; } = [];

    /// <summary>Words of our own below the lines.</summary>
    public string Notes { get; init; } = "";

    /// <summary>In place of the account's payment terms; empty prints those.</summary>
    public string PaymentTerms { get; init; } = "";

    /// <summary>Null follows the account's setting.</summary>
    public int? PaymentDays { get; init; }

    public string BuyerReference { get; init; } = "";

    /// <summary>The customer's order number.</summary>
    public string OrderReference { get; init; } = "";

    /// <summary>Our papers that it follows from, as printed.</summary>
    public string QuoteNumber { get; init; } = "";

    public string ContractNumber { get; init; } = "";

    public string Place { get; init; } = "";

    public DateOnly? DeliveredOn { get; init; }

    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }

    /// <summary>Why a credit note is made.</summary>
    public string Reason { get; init; } = "";

    /// <summary>As it is kept, or the first thing that is wrong with it at its field.</summary>
    public InvoiceContent Checked()
    {
        foreach (var (text, most, field) in Texts())
            if (text.Trim().Length > most)
                throw new BrokenRuleException("Rules.TooLong", field, most);
        if (PaymentDays is < 0 or > MostPaymentDays)
            throw new BrokenRuleException("Rules.PaymentDays", nameof(PaymentDays), MostPaymentDays);
        if ((PeriodFrom is null) != (PeriodTo is null) || PeriodTo < PeriodFrom)
            throw new BrokenRuleException("Rules.InvoicePeriod", nameof(PeriodTo));
        return this with
        {
            Notes = Notes.Trim(),
            PaymentTerms = PaymentTerms.Trim(),
            BuyerReference = BuyerReference.Trim(),
            OrderReference = OrderReference.Trim(),
            Reason = Reason.Trim(),
        };
    }

    private IEnumerable<(string Text, int Most, string Field)> Texts() =>
        [
            (Priced.Title, Lengths.Title, "Title"),
            (Notes, TextLength, nameof(Notes)),
            (PaymentTerms, TextLength, nameof(PaymentTerms)),
            (BuyerReference, ReferenceLength, nameof(BuyerReference)),
            (OrderReference, ReferenceLength, nameof(OrderReference)),
            (Reason, ReasonLength, nameof(Reason)),
        ];
}

/// <summary>Part of an issued invoice that another takes off: a deposit on the balance, an earlier credit note on a later one.</summary>
/// <param name="Name">As printed, in the language of the document.</param>
/// <param name="Net">Of this VAT group; taken off, so mostly positive.</param>
public sealed record Deduction(Guid Key, Guid InvoiceId, string Number, DateOnly IssuedOn, string Name, Vat Vat, decimal Net, decimal Tax)
{
    /// <summary>Whether both take the same off: key and words may differ.</summary>
    public bool Equals(Deduction? other) =>
        other is not null
        && InvoiceId == other.InvoiceId
        && Vat.Category == other.Vat.Category
        && Vat.Rate == other.Vat.Rate
        && Net == other.Net
        && Tax == other.Tax;

    public override int GetHashCode() => HashCode.Combine(InvoiceId, Vat.Category, Vat.Rate, Net, Tax);
}

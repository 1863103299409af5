using System.Collections.Immutable;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Invoices;

/// <summary>
/// Everything that an issued invoice or credit note says: frozen as canonical JSON when its number is drawn, the one source of page, PDF, portal and
/// both XML syntaxes. Terms in comments are those of EN 16931-1. Amounts of a credit note are positive: its kind says that they are given back.
/// </summary>
public sealed record FrozenInvoice
{
    public required Guid InvoiceId { get; init; }

    /// <summary>BT-1.</summary>
    public required string Number { get; init; }

    /// <summary>BT-3.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>BT-2, in the account's time zone.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>BT-9; null on a credit note.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>BT-72: the day of delivery, when it is one day.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>BT-73 and BT-74: the period that is invoiced.</summary>
    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>BT-5, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How the lines' prices were typed. Nets below are always without VAT.</summary>
    public required PriceMode Prices { get; init; }

    /// <summary>BG-4.</summary>
    public required CompanyProfile Company { get; init; }

    /// <summary>BG-7.</summary>
    public required CustomerDetails Customer { get; init; }

    /// <summary>BT-10, or the customer's own reference; Peppol wants this or <see cref="OrderReference"/>.</summary>
    public string BuyerReference { get; init; } = "";

    /// <summary>BT-13: the customer's order number.</summary>
    public string OrderReference { get; init; } = "";

    /// <summary>Our quote, work order or contract (BT-14, BT-12): the number as printed.</summary>
    public string QuoteNumber { get; init; } = "";

    public string ContractNumber { get; init; } = "";

    /// <summary>BG-15: where the work was done, as printed; empty when there is no other place than the customer's address.</summary>
    public string Place { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>BT-22: what else is printed: legal mentions, notes, in their order.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>BG-1 with a subject code: what a national rule wants to find by it, such as late payment in France. Printed after the notes.</summary>
    public ImmutableArray<InvoiceMention> Mentions { get; init; } = [];

    /// <summary>BG-25; texts and sections of the quote are headings of the lines that follow.</summary>
    public required ImmutableArray<InvoiceLine> Lines { get; init; }

    /// <summary>BG-20: what the discount of the whole takes off, one entry a VAT group.</summary>
    public ImmutableArray<InvoiceAllowance> Allowances { get; init; } = [];

    /// <summary>BG-23, highest rate first.</summary>
    public required ImmutableArray<InvoiceVat> Vat { get; init; }

    /// <summary>BT-106: sum of the lines' nets.</summary>
    public required decimal LinesNet { get; init; }

    /// <summary>BT-107.</summary>
    public required decimal AllowancesNet { get; init; }

    /// <summary>BT-109 = BT-106 - BT-107.</summary>
    public required decimal Net { get; init; }

    /// <summary>BT-110.</summary>
    public required decimal Tax { get; init; }

    /// <summary>BT-112 = BT-109 + BT-110.</summary>
    public required decimal Gross { get; init; }

    /// <summary>BT-113: paid before it was issued.</summary>
    public decimal Prepaid { get; init; }

    /// <summary>BT-115 = BT-112 - BT-113.</summary>
    public required decimal Due { get; init; }

    /// <summary>
    /// BG-3: a credit note names the invoice that it corrects; a balance names the deposit invoices, whose nets stand among its lines with a minus.
    /// </summary>
    public ImmutableArray<PrecedingInvoice> Preceding { get; init; } = [];

    /// <summary>BT-20, as printed.</summary>
    public string PaymentTerms { get; init; } = "";

    /// <summary>BT-83: structured communication (Belgian or ISO 11649 RF), or the number.</summary>
    public string PaymentReference { get; init; } = "";

    /// <summary>Why a credit note was made.</summary>
    public string Reason { get; init; } = "";
}

public enum InvoiceKind
{
    /// <summary>UNTDID 1001: 380.</summary>
    Invoice,

    /// <summary>386: before the work.</summary>
    Deposit,

    /// <summary>381.</summary>
    CreditNote,
}

/// <summary>BG-25.</summary>
public sealed record InvoiceLine
{
    /// <summary>The quote line's key, where it comes from one.</summary>
    public required Guid Key { get; init; }

    /// <summary>Title of the section that begins with this line; empty else.</summary>
    public string Heading { get; init; } = "";

    /// <summary>BT-153.</summary>
    public required string Name { get; init; }

    /// <summary>BT-154.</summary>
    public string Description { get; init; } = "";

    /// <summary>BT-129; negative on a deduction.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>As printed; the code of UN/ECE Recommendation 20 (BT-130) is looked up when XML is written.</summary>
    public string Unit { get; init; } = "";

    /// <summary>As typed on the quote, with or without VAT; printed.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>As typed on the quote; printed.</summary>
    public Discount? Discount { get; init; }

    /// <summary>BG-30. Never null on an issued invoice.</summary>
    public required Vat Vat { get; init; }

    /// <summary>In the price mode of the invoice, as printed at the right.</summary>
    public required decimal Amount { get; init; }

    /// <summary>BT-131.</summary>
    public required decimal Net { get; init; }

    /// <summary>BG-26: the period of this line, when it has one of its own.</summary>
    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }
}

/// <summary>BG-20 of one VAT category and rate.</summary>
public sealed record InvoiceAllowance(decimal Net, string Category, decimal Rate, string Reason);

/// <summary>BG-23: one VAT category and rate.</summary>
public sealed record InvoiceVat
{
    /// <summary>BT-118.</summary>
    public required string Category { get; init; }

    /// <summary>BT-119, in percent.</summary>
    public required decimal Rate { get; init; }

    /// <summary>BT-116.</summary>
    public required decimal Base { get; init; }

    /// <summary>BT-117.</summary>
    public required decimal Tax { get; init; }

    /// <summary>BT-120; empty for S and Z.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>BG-3.</summary>
public sealed record PrecedingInvoice(Guid InvoiceId, string Number, DateOnly IssuedOn, decimal Net, decimal Gross);

/// <summary>BG-1.</summary>
/// <param name="Code">
/// BT-21, UNTDID 4451: PMD late payment, PMT recovery costs, AAB discount for early payment, TXD tax; several with blanks between when one text says
/// them all; empty for what nobody looks for.
/// </param>
/// <param name="Text">BT-22.</param>
public sealed record InvoiceMention(string Code, string Text)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string[] Codes => Code.Split(' ');
}

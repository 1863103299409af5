using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;

namespace Paraphe.Features.Api;

/// <summary>An invoice or a credit note in a list; amounts of a credit note are positive, its kind says that they are given back.</summary>
/// <param name="Number">Drawn without gaps when it is issued; null on a draft.</param>
/// <param name="Basis">What it was made from.</param>
/// <param name="CorrectsId">The invoice that a credit note corrects.</param>
/// <param name="Paid">By payments that stand, less what was given back.</param>
/// <param name="Credited">By credit notes that were issued.</param>
/// <param name="Left">Still to be paid; below zero is to be given back.</param>
public sealed record InvoiceJson(
    Guid Id,
    string? Number,
    InvoiceKind Kind,
    InvoiceBasis Basis,
    InvoiceStatus Status,
    string Title,
    Guid? CustomerId,
    string CustomerName,
    Guid? QuoteId,
    Guid? ProjectId,
    Guid? WorkOrderId,
    Guid? ContractId,
    Guid? CorrectsId,
    Guid? SellerId,
    string Currency,
    decimal Net,
    decimal Tax,
    decimal Gross,
    decimal Paid,
    decimal Credited,
    decimal Left,
    DateOnly? IssuedOn,
    DateOnly? DueOn,
    DateOnly? PaidOn,
    DateTime? SentAt,
    DateTime CreatedAt,
    DateTime ChangedAt
)
{
    public static InvoiceJson Of(Invoice row, DateOnly today) =>
        new(
            row.Id,
            row.Number,
            row.Kind,
            row.Basis,
            row.Status(today),
            row.Title,
            row.CustomerId,
            row.CustomerName,
            row.QuoteId,
            row.ProjectId,
            row.WorkOrderId,
            row.ContractId,
            row.CorrectsId,
            row.SellerId,
            row.Currency,
            row.Net,
            row.Tax,
            row.Gross,
            row.Paid,
            row.Credited,
            row.Left,
            row.IssuedOn,
            row.DueOn,
            row.PaidOn,
            row.SentAt,
            row.CreatedAt,
            row.ChangedAt
        );
}

/// <summary>An invoice with all that it says: as it was frozen, or as the draft would be.</summary>
/// <param name="Language">Of the document, BCP 47.</param>
/// <param name="Prices">Whether its lines' prices are with VAT.</param>
/// <param name="Vat">One entry a category and rate of EN 16931.</param>
/// <param name="PaymentReference">Structured communication (Belgian, or ISO 11649 RF) that a transfer names; empty on a draft.</param>
/// <param name="Reason">Why a credit note was made.</param>
/// <param name="Hash">SHA-256 of what was frozen, lower-case hex; empty on a draft.</param>
public sealed record InvoiceWhole(
    InvoiceJson Invoice,
    string Language,
    PriceMode Prices,
    IReadOnlyList<InvoiceLineJson> Lines,
    IReadOnlyList<InvoiceVatJson> Vat,
    string OrderReference,
    string BuyerReference,
    DateOnly? DeliveredOn,
    DateOnly? PeriodFrom,
    DateOnly? PeriodTo,
    int? PaymentDays,
    string PaymentTerms,
    string PaymentReference,
    string Notes,
    string Reason,
    IReadOnlyList<PaymentJson> Payments,
    string Hash
)
{
    public static InvoiceWhole Of(Invoice row, DateOnly today)
    {
        var frozen = row.IsDraft ? null : row.Read();
        var content = row.Content;
        return new(
            InvoiceJson.Of(row, today),
            content.Priced.Language,
            content.Priced.Prices,
            [.. (frozen?.Lines ?? InvoiceTotals.Of(content).Lines).Select(InvoiceLineJson.Of)],
            [.. row.VatGroups().Select(group => new InvoiceVatJson(group.Category, group.Rate, group.Base, group.Tax, group.Reason))],
            content.OrderReference,
            content.BuyerReference,
            content.DeliveredOn,
            content.PeriodFrom,
            content.PeriodTo,
            content.PaymentDays,
            frozen?.PaymentTerms ?? content.PaymentTerms,
            frozen?.PaymentReference ?? "",
            content.Notes,
            content.Reason,
            [.. row.Payments.OrderBy(payment => payment.PaidOn).ThenBy(payment => payment.Id).Select(PaymentJson.Of)],
            row.Hash
        );
    }
}

/// <summary>A line as it is printed.</summary>
/// <param name="Key">Of the quote's line, where it comes from one.</param>
/// <param name="Heading">Of the section that begins with it.</param>
/// <param name="Quantity">Below zero on what is taken off.</param>
/// <param name="Amount">In the price mode of the invoice.</param>
/// <param name="Net">Without VAT.</param>
public sealed record InvoiceLineJson(
    Guid Key,
    string Heading,
    string Name,
    string Description,
    decimal Quantity,
    string Unit,
    decimal UnitPrice,
    decimal? DiscountPercent,
    decimal? DiscountAmount,
    string VatCategory,
    decimal VatRate,
    decimal Amount,
    decimal Net
)
{
    public static InvoiceLineJson Of(InvoiceLine line) =>
        new(
            line.Key,
            line.Heading,
            line.Name,
            line.Description,
            line.Quantity,
            line.Unit,
            line.UnitPrice,
            line.Discount?.Percent,
            line.Discount?.Amount,
            line.Vat.Category,
            line.Vat.Rate,
            line.Amount,
            line.Net
        );
}

/// <summary>VAT of one category and rate.</summary>
/// <param name="Reason">Why there is none.</param>
public sealed record InvoiceVatJson(string Category, decimal Rate, decimal Base, decimal Tax, string Reason);

/// <summary>Money that came in; with a minus, what was too much was given back.</summary>
/// <param name="RemovedAt">When it was found to be recorded by mistake: it counts no more.</param>
public sealed record PaymentJson(
    Guid Id,
    decimal Amount,
    DateOnly PaidOn,
    PaymentMethod Method,
    string Reference,
    DateTime RecordedAt,
    string RecordedBy,
    DateTime? RemovedAt,
    string RemovedWhy
)
{
    public static PaymentJson Of(Payment row) =>
        new(row.Id, row.Amount, row.PaidOn, row.Method, row.Reference, row.RecordedAt, row.RecordedBy, row.RemovedAt, row.RemovedWhy);
}

/// <summary>One invoice on its way through the account's door to a network.</summary>
/// <param name="Words">What the other side said last.</param>
public sealed record HandOverJson(
    Guid Id,
    HandOverState State,
    HandOverDoor Door,
    HandOverFormat Format,
    int Tries,
    string Words,
    DateTime CreatedAt,
    DateTime? TriedAt,
    DateTime? TakenAt,
    DateTime? RefusedAt
)
{
    public static HandOverJson Of(HandOver row) =>
        new(row.Id, row.State, row.Door, row.Format, row.Tries, row.Words, row.CreatedAt, row.TriedAt, row.TakenAt, row.RefusedAt);
}

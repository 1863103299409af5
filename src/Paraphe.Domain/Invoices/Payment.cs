using Paraphe.Domain.Events;

namespace Paraphe.Domain.Invoices;

public enum PaymentMethod
{
    Transfer,
    Card,
    Cash,
    DirectDebit,
    Cheque,
    Other,
}

/// <summary>Money that came in for an invoice, or with a minus was given back. Removed at most, never changed.</summary>
public sealed class Payment : IOwned
{
    public const int ReferenceLength = 200;

    private Payment() { }

    internal Payment(Guid id, Invoice invoice, PaymentTold told, Actor by, DateTime now)
    {
        (Id, AccountId, InvoiceId, RecordedAt, RecordedBy) = (id, invoice.AccountId, invoice.Id, now, by.Name);
        (Amount, PaidOn, Method, Reference) = (told.Amount, told.PaidOn, told.Method, told.Reference.Trim());
    }

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Guid InvoiceId { get; private set; }
    public decimal Amount { get; private set; }
    public DateOnly PaidOn { get; private set; }
    public PaymentMethod Method { get; private set; }
    public string Reference { get; private set; } = "";
    public DateTime RecordedAt { get; private set; }
    public string RecordedBy { get; private set; } = "";
    public DateTime? RemovedAt { get; private set; }
    public string RemovedBy { get; private set; } = "";
    public string RemovedWhy { get; private set; } = "";

    internal void Remove(string why, Actor by, DateTime now) => (RemovedAt, RemovedBy, RemovedWhy) = (now, by.Name, why);
}

/// <summary>What a member says about a payment.</summary>
public sealed record PaymentTold(decimal Amount, string Currency, DateOnly PaidOn, PaymentMethod Method, string Reference = "");

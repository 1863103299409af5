using Paraphe.Domain.Events;

namespace Paraphe.Domain.Invoices;

public sealed partial class Invoice
{
    public const int MostPayments = 200;

    private readonly List<Payment> payments = [];

    public IReadOnlyList<Payment> Payments => payments;

    /// <summary>Money came in; with a minus, what was too much was given back.</summary>
    public Payment Pay(Guid id, PaymentTold told, DateOnly today, Actor by, DateTime now)
    {
        if (IsDraft || IsCreditNote)
            throw new BrokenRuleException("Rules.PaymentOfIssued");
        if (!string.Equals(told.Currency, Currency, StringComparison.Ordinal))
            throw new BrokenRuleException("Rules.PaymentCurrency", nameof(Currency), Currency);
        if (told.Amount == 0 || !Domain.Currency.Of(Currency).Holds(told.Amount))
            throw new BrokenRuleException("Rules.PaymentAmount", nameof(told.Amount), Currency);
        if (told.Amount > 0 && told.Amount > Left)
            throw new BrokenRuleException("Rules.PaymentAboveDue", nameof(told.Amount));
        if (told.Amount < 0 && told.Amount < Math.Min(Left, 0))
            throw new BrokenRuleException("Rules.RefundAbovePaid", nameof(told.Amount));
        if (told.PaidOn > today)
            throw new BrokenRuleException("Rules.PaidInFuture", nameof(told.PaidOn));
        if (told.Reference.Trim().Length > Payment.ReferenceLength)
            throw new BrokenRuleException("Rules.TooLong", nameof(told.Reference), Payment.ReferenceLength);
        if (payments.Count >= MostPayments)
            throw new BrokenRuleException("Rules.TooManyEntries", nameof(told.Amount), MostPayments);
        var payment = new Payment(id, this, told, by, now);
        payments.Add(payment);
        Settle(now, payment.PaidOn);
        Record(by, payment.Amount > 0 ? "paid" : "refunded", now, Text(payment.Amount), Currency, Text(payment.PaidOn));
        if (payment.Amount > 0 && Left <= 0)
            Happened(new InvoicePaid(this));
        return payment;
    }

    /// <summary>It was recorded by mistake; that it was, and why not, stays.</summary>
    public void RemovePayment(Guid id, string why, Actor by, DateTime now)
    {
        var payment = payments.Find(one => one.Id == id && one.RemovedAt is null) ?? throw new BrokenRuleException("Rules.PaymentGone");
        if (string.IsNullOrWhiteSpace(why))
            throw new BrokenRuleException("Rules.WhyRemoved", "why");
        if (why.Length > Payment.ReferenceLength)
            throw new BrokenRuleException("Rules.TooLong", "why", Payment.ReferenceLength);
        if (Paid - payment.Amount < 0)
            throw new BrokenRuleException("Rules.RefundFirst");
        payment.Remove(why.Trim(), by, now);
        Settle(now, settledOn: null);
        Record(by, "paymentRemoved", now, Text(payment.Amount), Currency, why.Trim());
    }

    /// <summary>By mail, or handed over another way.</summary>
    public void Sent(Actor by, DateTime now, params string[] to)
    {
        if (IsDraft)
            throw new BrokenRuleException("Rules.InvoiceNotIssued");
        SentAt ??= now;
        ChangedAt = now;
        Record(by, "sent", now, string.Join(", ", to));
    }

    /// <summary>Whether a reminder still makes sense.</summary>
    public bool IsRemindable(DateOnly today) => Status(today) == InvoiceStatus.Overdue;

    public void Remind(DateOnly today, Actor by, DateTime now, params string[] to)
    {
        if (!IsRemindable(today))
            throw new BrokenRuleException("Rules.NotOverdue");
        (RemindedAt, ReminderCount) = (now, ReminderCount + 1);
        Record(by, "reminded", now, string.Join(", ", to));
    }

    private void Settle(DateTime now, DateOnly? settledOn)
    {
        Paid = payments.Where(payment => payment.RemovedAt is null).Sum(payment => payment.Amount);
        Reckon();
        PaidOn = Left <= 0 ? PaidOn ?? settledOn : null;
        ChangedAt = now;
    }

    private static string Text(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record InvoicePaid(Invoice Invoice) : Happening;

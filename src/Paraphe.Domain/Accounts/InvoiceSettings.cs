namespace Paraphe.Domain.Accounts;

/// <summary>How the account invoices.</summary>
public sealed record InvoiceSettings
{
    public int PaymentDays { get; init; } = 30;

    /// <summary>Rate of interest on late payment in percent a year; null is the legal one.</summary>
    public decimal? PenaltyRate { get; init; }

    /// <summary>Discount for early payment in words; empty says that there is none.</summary>
    public string EarlyDiscount { get; init; } = "";

    /// <summary>Own words by language; where there are none, ours.</summary>
    public IReadOnlyDictionary<string, InvoiceTexts> Texts { get; init; } = new Dictionary<string, InvoiceTexts>();

    public InvoiceReminders Reminders { get; init; } = new();
}

public sealed record InvoiceTexts
{
    public string Terms { get; init; } = "";
    public string MailSubject { get; init; } = "";
    public string MailBody { get; init; } = "";
    public string ReminderSubject { get; init; } = "";
    public string ReminderBody { get; init; } = "";
}

/// <summary>Mails that remind of an invoice that is overdue; they stop when it is paid.</summary>
public sealed record InvoiceReminders
{
    public bool Automatic { get; init; }

    /// <summary>Days after the last day to pay.</summary>
    public int FirstAfter { get; init; } = 7;

    /// <summary>Days between two.</summary>
    public int Every { get; init; } = 14;

    public int Most { get; init; } = 3;
}

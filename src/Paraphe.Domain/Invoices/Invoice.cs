using System.Collections.Immutable;
using Paraphe.Domain.Events;
using Paraphe.Domain.Json;

namespace Paraphe.Domain.Invoices;

/// <summary>
/// An invoice or a credit note. A draft may be edited and deleted; once issued it is frozen with its number and never changes: a credit note takes
/// back, whole or in part, what it says.
/// </summary>
public sealed partial class Invoice : Aggregate
{
    public const int MostEntries = 1_000;

    private FrozenInvoice? read;

    private Invoice() { }

    public Invoice(Guid id, Guid accountId, InvoiceOrigin origin, InvoiceContent content, Actor author, DateTime now)
    {
        (Id, AccountId, CreatedAt) = (id, accountId, now);
        (Kind, Basis) = (origin.Basis.KindOf(), origin.Basis);
        (QuoteId, ProjectId, WorkOrderId, ContractId) = (origin.QuoteId, origin.ProjectId, origin.WorkOrderId, origin.ContractId);
        (CorrectsId, SellerId) = (origin.CorrectsId, author.Id);
        (CustomerId, CustomerName) = (origin.CustomerId, origin.CustomerName.Trim());
        (CustomerSort, CustomerText) = (SearchTextOf(CustomerName), SearchTextOf(CustomerName));
        Hold(content, now);
        Record(author, "made", now);
    }

    public InvoiceKind Kind { get; private set; }

    public InvoiceBasis Basis { get; private set; }

    /// <summary>Drawn without gaps when it is issued; null on a draft.</summary>
    public string? Number { get; private set; }

    public Guid? QuoteId { get; private set; }
    public Guid? ProjectId { get; private set; }
    public Guid? WorkOrderId { get; private set; }
    public Guid? ContractId { get; private set; }

    /// <summary>The invoice that a credit note corrects.</summary>
    public Guid? CorrectsId { get; private set; }

    /// <summary>The live link; null once the customer was deleted. What is printed is frozen.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>Follow the customer, for lists, as those of a quote do.</summary>
    public string CustomerName { get; private set; } = "";
    public string CustomerSort { get; private set; } = "";
    public string CustomerText { get; private set; } = "";

    public Guid? SellerId { get; private set; }

    public InvoiceContent Content { get; private set; } = null!;

    /// <summary>Copied from the content: lists do not read that.</summary>
    public string Title { get; private set; } = "";
    public string Currency { get; private set; } = "EUR";

    /// <summary>Numbers and title, folded, to search in.</summary>
    public string SearchText { get; private set; } = "";

    public decimal Net { get; private set; }
    public decimal Tax { get; private set; }
    public decimal Gross { get; private set; }

    /// <summary>By payments that stand, less what was given back.</summary>
    public decimal Paid { get; private set; }

    /// <summary>By credit notes that were issued.</summary>
    public decimal Credited { get; private set; }

    /// <summary>What is still to be paid; below zero is to be given back. Nothing on drafts and credit notes.</summary>
    public decimal Left { get; private set; }

    public DateTime CreatedAt { get; private set; }
    public DateTime ChangedAt { get; private set; }
    public DateTime? IssuedAt { get; private set; }

    /// <summary>In the account's time zone.</summary>
    public DateOnly? IssuedOn { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>When the last payment settled it.</summary>
    public DateOnly? PaidOn { get; private set; }
    public DateTime? RemindedAt { get; private set; }
    public int ReminderCount { get; private set; }

    /// <summary>RFC 8785 canonical JSON of a <see cref="FrozenInvoice"/>; empty on a draft.</summary>
    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Json"/>'s UTF-8 bytes, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What was done, the first first.</summary>
    public ImmutableArray<InvoiceEntry> Entries { get; private set; } = [];

    public bool IsDraft => IssuedAt is null;

    public bool IsCreditNote => Kind == InvoiceKind.CreditNote;

    /// <summary>It asks for money or will: no credit note, and not credited as a whole.</summary>
    public bool Stands => !IsCreditNote && (IsDraft || Credited < Gross);

    /// <summary>Read once: neither the text nor what it says ever changes.</summary>
    public FrozenInvoice Read() =>
        IsDraft
            ? throw new InvalidOperationException("A draft is not frozen")
            : read ??= System.Text.Json.JsonSerializer.Deserialize<FrozenInvoice>(Json, DomainJson.Options)!;

    /// <summary>VAT groups as they were issued, or as the draft has them now.</summary>
    public ImmutableArray<InvoiceVat> VatGroups() => IsDraft ? InvoiceTotals.Of(Content).Vat : Read().Vat;

    /// <param name="today">The day in the account's time zone.</param>
    public InvoiceStatus Status(DateOnly today) => StatusOf(new InvoiceFacts(Kind, IssuedAt, SentAt, DueOn, Gross, Paid, Credited), today);

    /// <summary>The one place where facts and the calendar become a status.</summary>
    public static InvoiceStatus StatusOf(InvoiceFacts facts, DateOnly today)
    {
        var left = facts.Gross - facts.Paid - facts.Credited;
        return facts switch
        {
            { IssuedAt: null } => InvoiceStatus.Draft,
            { Kind: InvoiceKind.CreditNote } => facts.SentAt is null ? InvoiceStatus.Issued : InvoiceStatus.Sent,
            { Gross: > 0 } when facts.Credited >= facts.Gross => InvoiceStatus.Credited,
            _ when left <= 0 => InvoiceStatus.Paid,
            _ when facts.DueOn < today => InvoiceStatus.Overdue,
            { Paid: > 0 } => InvoiceStatus.PartlyPaid,
            _ => facts.SentAt is null ? InvoiceStatus.Issued : InvoiceStatus.Sent,
        };
    }

    /// <summary>Adds a line to its history.</summary>
    public void Record(Actor by, string what, DateTime now, params string[] args)
    {
        if (Entries.Length < MostEntries)
            Entries = Entries.Add(new InvoiceEntry(now, by.Name, what, [.. args]));
    }

    private void Reckon() => Left = IsDraft || IsCreditNote ? 0 : Gross - Paid - Credited;

    private void IndexForSearch() =>
        SearchText = Domain.SearchText.Of(
            Number ?? "",
            Title,
            Content.QuoteNumber,
            Content.ContractNumber,
            Content.OrderReference,
            Content.BuyerReference
        );

    private static string SearchTextOf(string name) => Domain.SearchText.Fold(name);
}

/// <summary>What an invoice was made from.</summary>
public enum InvoiceBasis
{
    /// <summary>A whole quote.</summary>
    Whole,

    /// <summary>Part of a quote before the work.</summary>
    Deposit,

    /// <summary>Part of a quote while the work goes on.</summary>
    Progress,

    /// <summary>What is left of a quote.</summary>
    Balance,

    /// <summary>A work order that no quote stands behind.</summary>
    WorkOrder,

    /// <summary>A period of a contract.</summary>
    Period,

    ByHand,

    /// <summary>An invoice that it corrects.</summary>
    Credit,
}

public static class InvoiceBases
{
    public static InvoiceKind KindOf(this InvoiceBasis basis) =>
        basis switch
        {
            InvoiceBasis.Deposit => InvoiceKind.Deposit,
            InvoiceBasis.Credit => InvoiceKind.CreditNote,
            _ => InvoiceKind.Invoice,
        };

    /// <summary>Its amounts are those of a won quote and follow from it.</summary>
    public static bool IsOfQuote(this InvoiceBasis basis) =>
        basis is InvoiceBasis.Whole or InvoiceBasis.Deposit or InvoiceBasis.Progress or InvoiceBasis.Balance;

    /// <summary>Nothing of the quote is left after it.</summary>
    public static bool Closes(this InvoiceBasis basis) => basis is InvoiceBasis.Whole or InvoiceBasis.Balance;

    /// <summary>A series of <see cref="Accounts.Numbering"/>.</summary>
    public static string Series(this InvoiceKind kind) => kind == InvoiceKind.CreditNote ? "creditNote" : "invoice";
}

public enum InvoiceStatus
{
    Draft,
    Issued,
    Sent,
    PartlyPaid,
    Overdue,
    Paid,

    /// <summary>Taken back whole.</summary>
    Credited,
}

/// <summary>What a status follows from, so that lists need not load more.</summary>
public sealed record InvoiceFacts(
    InvoiceKind Kind,
    DateTime? IssuedAt,
    DateTime? SentAt,
    DateOnly? DueOn,
    decimal Gross,
    decimal Paid,
    decimal Credited
);

/// <param name="What">Key of the texts: made, changed, issued, sent, paid, paymentRemoved, credited, reminded, handedOver …</param>
public sealed record InvoiceEntry(DateTime At, string By, string What, ImmutableArray<string> Args);

/// <summary>What an invoice is made from, and for whom.</summary>
public sealed record InvoiceOrigin(InvoiceBasis Basis, Guid? CustomerId, string CustomerName)
{
    public Guid? QuoteId { get; init; }
    public Guid? ProjectId { get; init; }
    public Guid? WorkOrderId { get; init; }
    public Guid? ContractId { get; init; }
    public Guid? CorrectsId { get; init; }
}

using System.Collections.Immutable;
using Paraphe.Domain.Quotes;

namespace Paraphe.Domain.Contracts;

/// <summary>A won contract quote that runs between two days for a property. What was agreed never changes; its end and its renewal do.</summary>
public sealed class Contract : Aggregate
{
    public const int ReasonLength = 500;

    private readonly List<OptionalService> options = [];

    private Contract() { }

    /// <summary>The contract of a won quote (OP 4, OP 6). Without dates in the quote it starts today and runs a year.</summary>
    /// <param name="today">The day in the account's time zone.</param>
    public static Contract Of(Quote quote, Revision revision, string number, DateOnly today, Func<Guid> newId, DateTime now)
    {
        var frozen = revision.Read();
        var content = frozen.Content;
        var totals = Pricing.Compute(content, Choice.None);
        var starts = content.StartsAt is { } start ? DateOnly.FromDateTime(start) : today;
        var ends = content.EndsAt is { } end ? DateOnly.FromDateTime(end) : starts.AddYears(1).AddDays(-1);
        var contract = new Contract
        {
            Id = newId(),
            AccountId = quote.AccountId,
            Number = number,
            QuoteId = quote.Id,
            RevisionId = revision.Id,
            ProjectId = quote.ProjectId,
            CustomerId = quote.CustomerId,
            CustomerName = frozen.Customer.Name,
            PropertyId =
                content.ServiceAddresses.Select(place => place.PropertyId).FirstOrDefault(id => id is not null) ?? quote.PropertyId,
            SellerId = quote.SellerId,
            Title = content.Title,
            Place = content.ServiceAddresses is [var first, ..] ? first.Text : frozen.Customer.Address.OneLine,
            Currency = content.Currency,
            Prices = content.Prices,
            Services =
            [
                .. content.Lines.Where(line => !line.IsOption).Select(line => new ContractService(line, totals.Line(line.Key).Amount)),
            ],
            StartsOn = starts,
            EndsOn = ends < starts ? starts : ends,
            CreatedAt = now,
        };
        contract.options.AddRange(
            content
                .Lines.Where(line => line.IsOption)
                .Select(line => new OptionalService(newId(), contract, line, totals.Line(line.Key).Amount))
        );
        contract.PerYear = contract.Services.Sum(service => service.PerYear);
        contract.SearchText = Domain.SearchText.Of(number, contract.CustomerName, contract.Title, contract.Place);
        contract.Happened(new ContractActivated(contract));
        return contract;
    }

    public string Number { get; private set; } = "";
    public Guid QuoteId { get; private set; }
    public Guid RevisionId { get; private set; }
    public Guid? ProjectId { get; private set; }
    public Guid? CustomerId { get; private set; }
    public string CustomerName { get; private set; } = "";
    public Guid? PropertyId { get; private set; }
    public Guid? SellerId { get; private set; }
    public string Title { get; private set; } = "";
    public string Place { get; private set; } = "";
    public string Currency { get; private set; } = "EUR";
    public PriceMode Prices { get; private set; }
    public ImmutableArray<ContractService> Services { get; private set; } = [];
    public IReadOnlyList<OptionalService> Options => options;

    /// <summary>Of all services that were agreed, in the contract's price mode.</summary>
    public decimal PerYear { get; private set; }

    public DateOnly StartsOn { get; private set; }

    /// <summary>The last day on which it runs.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>Days before the end on which its seller is reminded; null does not.</summary>
    public int? RemindDays { get; private set; } = 60;

    /// <summary>The end of which the seller was told.</summary>
    public DateOnly? RemindedOf { get; private set; }

    /// <summary>The last day it was to run before it was cancelled is the day before.</summary>
    public DateOnly? CancelledOn { get; private set; }
    public string CancelReason { get; private set; } = "";
    public DateTime? CancelledAt { get; private set; }
    public DateTime? WithdrawnAt { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Its occurrences stand as work orders up to this day.</summary>
    public DateOnly? PlannedUntil { get; private set; }
    public string SearchText { get; private set; } = "";

    /// <param name="today">The day in the account's time zone.</param>
    public ContractState State(DateOnly today) =>
        WithdrawnAt is not null ? ContractState.Withdrawn
        : CancelledOn <= today ? ContractState.Cancelled
        : EndsOn < today ? ContractState.Ended
        : StartsOn > today ? ContractState.Upcoming
        : ContractState.Active;

    public DateOnly? RemindOn => RemindDays is { } days ? EndsOn.AddDays(-days) : null;

    /// <summary>It is not carried on from this day.</summary>
    public void Cancel(DateOnly on, string why, DateOnly today, DateTime now)
    {
        EnsureRunning(today);
        if (string.IsNullOrWhiteSpace(why))
            throw new BrokenRuleException("Rules.WhyCancelled", "why");
        if (why.Length > ReasonLength)
            throw new BrokenRuleException("Rules.TooLong", "why", ReasonLength);
        if (on < today || on > EndsOn)
            throw new BrokenRuleException("Rules.CancelDay", "on");
        (CancelledOn, CancelReason, CancelledAt) = (on, why.Trim(), now);
        Happened(new ContractCancelled(this));
    }

    /// <summary>Runs on to another last day, on the same terms; one that ended begins to run again.</summary>
    public void Renew(DateOnly until)
    {
        if (WithdrawnAt is not null || CancelledOn is not null)
            throw new BrokenRuleException("Rules.ContractOver");
        if (until <= EndsOn || until > EndsOn.AddYears(10))
            throw new BrokenRuleException("Rules.RenewUntil", "until");
        EndsOn = until;
        Happened(new ContractRenewed(this));
    }

    public void RemindBefore(int? days)
    {
        if (days is < 0 or > 365)
            throw new BrokenRuleException("Rules.RemindDays", "remindDays");
        if (days == RemindDays)
            return;
        (RemindDays, RemindedOf) = (days, null);
        Happened(new ContractRenewed(this));
    }

    public void Reminded() => RemindedOf = EndsOn;

    public void PlannedTo(DateOnly day) => PlannedUntil = day;

    private void EnsureRunning(DateOnly today)
    {
        if (CancelledOn is not null || State(today) is not (ContractState.Active or ContractState.Upcoming))
            throw new BrokenRuleException("Rules.ContractOver");
    }
}

public sealed record ContractActivated(Contract Contract) : Happening;

/// <summary>Its end, or the day of its reminder, has changed.</summary>
public sealed record ContractRenewed(Contract Contract) : Happening;

public sealed record ContractCancelled(Contract Contract) : Happening;

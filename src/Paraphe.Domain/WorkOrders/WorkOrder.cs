using System.Collections.Immutable;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;

namespace Paraphe.Domain.WorkOrders;

public enum WorkOrderState
{
    Open,
    Scheduled,
    Done,
    Cancelled,
}

/// <summary>Work to carry out: exactly the lines and ticked options of what was won. Prices are never computed again.</summary>
public sealed partial class WorkOrder : Aggregate
{
    private WorkOrder() { }

    /// <summary>The order of a won quote (OP 4).</summary>
    /// <param name="revision">What was accepted.</param>
    /// <param name="choice">The chosen options; those of the signature, or the preselected ones when accepted off-line.</param>
    public static WorkOrder Of(Quote quote, Revision revision, Choice choice, string number, Guid id, DateTime now)
    {
        var frozen = revision.Read();
        var order = new WorkOrder
        {
            Id = id,
            AccountId = quote.AccountId,
            Number = number,
            QuoteId = quote.Id,
            RevisionId = revision.Id,
            ProjectId = quote.ProjectId,
            CustomerId = quote.CustomerId,
            CustomerName = frozen.Customer.Name,
            PropertyId =
                frozen.Content.ServiceAddresses.Select(place => place.PropertyId).FirstOrDefault(at => at is not null) ?? quote.PropertyId,
            Title = frozen.Content.Title,
            Place = frozen.Content.ServiceAddresses is [var first, ..] ? first.Text : frozen.Customer.Address.OneLine,
            Lines = [.. Chosen(frozen.Content, choice)],
            StartsAt = quote.Time is { Agreed: true } time ? time.StartsAt : frozen.Content.StartsAt,
            EndsAt = frozen.Content.EndsAt,
            AssigneeId = null,
            CreatedAt = now,
        };
        order.IndexForSearch();
        order.Happened(new WorkOrderMade(order));
        return order;
    }

    public string Number { get; private set; } = "";
    public Guid? QuoteId { get; private set; }
    public Guid? RevisionId { get; private set; }
    public Guid? ProjectId { get; private set; }
    public Guid? CustomerId { get; private set; }
    public string CustomerName { get; private set; } = "";
    public Guid? PropertyId { get; private set; }
    public string Title { get; private set; } = "";
    public string Place { get; private set; } = "";
    public ImmutableArray<OrderLine> Lines { get; private set; } = [];

    /// <summary>Local to the account's time zone.</summary>
    public DateTime? StartsAt { get; private set; }
    public DateTime? EndsAt { get; private set; }
    public Guid? AssigneeId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public DateTime? StartedAt { get; private set; }
    public DateTime? DoneAt { get; private set; }
    public DateTime? CancelledAt { get; private set; }
    public string CancelReason { get; private set; } = "";

    public WorkOrderState State =>
        CancelledAt is not null ? WorkOrderState.Cancelled
        : DoneAt is not null ? WorkOrderState.Done
        : StartsAt is not null && AssigneeId is not null ? WorkOrderState.Scheduled
        : WorkOrderState.Open;

    public bool IsStarted => StartedAt is not null || DoneAt is not null;

    public void Plan(DateTime? startsAt, DateTime? endsAt, Guid? assignee)
    {
        if (State is WorkOrderState.Done or WorkOrderState.Cancelled)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (endsAt < startsAt)
            throw new BrokenRuleException("Rules.EndBeforeStart", "endsAt");
        (StartsAt, EndsAt, AssigneeId) = (startsAt, endsAt, assignee);
        Team = assignee is { } one ? one.ToString("N") : "";
    }

    public void Start(DateTime now) => StartedAt ??= now;

    public void Finish(DateTime now)
    {
        if (CancelledAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        if (DoneAt is not null)
            return;
        StartedAt ??= now;
        DoneAt = now;
        Happened(new WorkOrderDone(this));
    }

    public void Cancel(string why, DateTime now)
    {
        if (DoneAt is not null)
            throw new BrokenRuleException("Rules.OrderClosed");
        (CancelledAt, CancelReason) = (CancelledAt ?? now, why);
    }

    /// <summary>Its quote is revised: what was agreed no longer stands.</summary>
    public void Withdraw(string why, DateTime now)
    {
        if (IsStarted)
            throw new BrokenRuleException("Rules.OrderStarted", null, Number);
        Cancel(why, now);
    }

    private static IEnumerable<OrderLine> Chosen(QuoteContent content, Choice choice) =>
        content
            .Lines.Where(line => !line.IsOption || choice.Has(line.Key))
            .Select(line => new OrderLine(
                line.Key,
                line.Name,
                line.Description,
                line.IsOption ? choice.Quantities[line.Key] : line.Quantity,
                line.Unit,
                line.IsOption
            ));
}

public sealed record OrderLine(Guid Key, string Name, string Description, decimal Quantity, string Unit, bool WasOption);

public sealed record WorkOrderMade(WorkOrder Order) : Happening;

public sealed record WorkOrderDone(WorkOrder Order) : Happening;

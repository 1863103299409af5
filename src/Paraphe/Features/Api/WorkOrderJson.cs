using System.ComponentModel.DataAnnotations;
using Paraphe.Domain.WorkOrders;

namespace Paraphe.Features.Api;

/// <summary>Work to carry out.</summary>
/// <param name="ContractId">The contract whose service it is, if it came of none quote.</param>
/// <param name="StartsAt">In the account's zone.</param>
/// <param name="Team">Ids of members, the first answering for it.</param>
/// <param name="Instructions">What to know on the spot.</param>
/// <param name="Hours">Noted so far.</param>
public sealed record WorkOrderJson(
    Guid Id,
    string Number,
    WorkOrderState State,
    string Title,
    Guid? QuoteId,
    Guid? ContractId,
    Guid? CustomerId,
    string CustomerName,
    Guid? PropertyId,
    string Place,
    string? StartsAt,
    string? EndsAt,
    Guid? AssigneeId,
    IReadOnlyList<Guid> Team,
    string Instructions,
    IReadOnlyList<OrderLine> Lines,
    IReadOnlyList<CheckItem> Checklist,
    IReadOnlyList<WorkEntry> Entries,
    decimal Hours,
    DateTime CreatedAt,
    DateTime? StartedAt,
    DateTime? DoneAt,
    DateTime? CancelledAt,
    string CancelReason
)
{
    public static WorkOrderJson Of(WorkOrder row) =>
        new(
            row.Id,
            row.Number,
            row.State,
            row.Title,
            row.QuoteId,
            row.ContractId,
            row.CustomerId,
            row.CustomerName,
            row.PropertyId,
            row.Place,
            LocalTime.Show(row.StartsAt),
            LocalTime.Show(row.EndsAt),
            row.AssigneeId,
            row.Assignees,
            row.Instructions,
            [.. row.Lines],
            [.. row.Checklist],
            [.. row.Entries],
            row.Hours,
            row.CreatedAt,
            row.StartedAt,
            row.DoneAt,
            row.CancelledAt,
            row.CancelReason
        );
}

/// <summary>Work that no quote was made for: typed, or an optional service of a contract.</summary>
public sealed record WorkOrderWish
{
    /// <summary>Not needed for an optional service.</summary>
    [StringLength(300)]
    public string? Title { get; init; }

    /// <summary>Of a contract: the work is that service, for its price.</summary>
    public Guid? OptionalServiceId { get; init; }

    public Guid? CustomerId { get; init; }

    /// <summary>Where there is no customer of the list.</summary>
    [StringLength(200)]
    public string? CustomerName { get; init; }

    /// <summary>A property of the customer list; it names the customer too.</summary>
    public Guid? PropertyId { get; init; }

    [StringLength(500)]
    public string? Place { get; init; }

    [StringLength(WorkOrder.TextLength)]
    public string? Instructions { get; init; }
}

/// <summary>When and by whom; replaces what was planned.</summary>
public sealed record WorkPlanWish
{
    /// <summary>In the account's zone; null is not planned.</summary>
    [RegularExpression(LocalTime.Shape)]
    public string? StartsAt { get; init; }

    [RegularExpression(LocalTime.Shape)]
    public string? EndsAt { get; init; }

    /// <summary>Ids of members, the first answering for it.</summary>
    [MaxLength(WorkOrder.MostTeam)]
    public IReadOnlyList<Guid> Team { get; init; } = [];

    /// <summary>What to know on the spot; left out, it stays.</summary>
    [StringLength(WorkOrder.TextLength)]
    public string? Instructions { get; init; }
}

public sealed record WhyWish([property: StringLength(500)] string Why = "");

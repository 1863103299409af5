using Paraphe.Domain.Contracts;

namespace Paraphe.Domain.WorkOrders;

/// <summary>When and by whom; and the orders that come from a contract rather than from a quote.</summary>
public sealed partial class WorkOrder
{
    public const int MostTeam = 20;

    /// <summary>The contract whose service this is.</summary>
    public Guid? ContractId { get; private set; }

    /// <summary>Contract, service and number of the occurrence: unique, so that a job that runs twice makes it once.</summary>
    public string? Occurrence { get; private set; }

    /// <summary>What to know on the spot: key under the mat, dog in the yard.</summary>
    public string Instructions { get; private set; } = "";

    /// <summary>Everybody who does it, the first answering for it; identifiers without hyphens, one space between.</summary>
    public string Team { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public IReadOnlyList<Guid> Assignees =>
        [.. Team.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"))];

    /// <summary>One occurrence of a contract's service, on its day.</summary>
    /// <param name="like">The last one of the same service: who does it and at what time is taken over.</param>
    public static WorkOrder Of(
        Contract contract,
        ContractService service,
        (int Number, DateOnly Day) due,
        WorkOrder? like,
        string number,
        Guid id,
        DateTime now
    )
    {
        var order = From(contract, service.Line, number, id, now);
        order.Occurrence = OccurrenceKey(contract, service, due.Number);
        order.StartsAt = due.Day.ToDateTime(like?.StartsAt is { } at ? TimeOnly.FromDateTime(at) : TimeOnly.MinValue);
        order.EndsAt = like is { StartsAt: { } start, EndsAt: { } end } ? order.StartsAt + (end - start) : null;
        (order.Team, order.AssigneeId, order.Instructions) = (like?.Team ?? "", like?.AssigneeId, like?.Instructions ?? "");
        return order;
    }

    public static string OccurrenceKey(Contract contract, ContractService service, int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{contract.Id:N}/{service.Line.Key:N}/{number}");

    /// <summary>One optional service of a contract, ordered without a quote (OP 5).</summary>
    public static WorkOrder Of(Contract contract, OptionalService option, string number, Guid id, DateTime now) =>
        From(contract, option.Line, number, id, now);

    /// <summary>Work that no quote was made for.</summary>
    public static WorkOrder ByHand(Guid account, Errand errand, string number, Guid id, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(errand.Title))
            throw new BrokenRuleException("Rules.TextMissing", "title");
        var order = new WorkOrder
        {
            Id = id,
            AccountId = account,
            Number = number,
            CustomerId = errand.CustomerId,
            CustomerName = errand.CustomerName.Trim(),
            PropertyId = errand.PropertyId,
            Title = errand.Title.Trim(),
            Place = errand.Place.Trim(),
            Instructions = errand.Instructions.Trim(),
            CreatedAt = now,
        };
        order.IndexForSearch();
        order.Happened(new WorkOrderMade(order));
        return order;
    }

    public void Plan(DateTime? startsAt, DateTime? endsAt, IReadOnlyList<Guid> team)
    {
        var named = team.Distinct().Take(MostTeam).ToList();
        Plan(startsAt, endsAt, named.Count > 0 ? named[0] : null);
        Team = string.Join(' ', named.Select(id => id.ToString("N")));
    }

    /// <summary>To another day, at the same time and for as long.</summary>
    public void MoveTo(DateOnly day)
    {
        var starts = day.ToDateTime(StartsAt is { } at ? TimeOnly.FromDateTime(at) : TimeOnly.MinValue);
        Plan(starts, StartsAt is { } start && EndsAt is { } end ? starts + (end - start) : null, Assignees);
    }

    public void Instruct(string instructions)
    {
        if (instructions.Length > TextLength)
            throw new BrokenRuleException("Rules.TooLong", "instructions", TextLength);
        Instructions = instructions.Trim();
    }

    private static WorkOrder From(Contract contract, Quotes.QuoteLine line, string number, Guid id, DateTime now)
    {
        var order = new WorkOrder
        {
            Id = id,
            AccountId = contract.AccountId,
            Number = number,
            ContractId = contract.Id,
            ProjectId = contract.ProjectId,
            CustomerId = contract.CustomerId,
            CustomerName = contract.CustomerName,
            PropertyId = contract.PropertyId,
            Title = line.Name,
            Place = contract.Place,
            Lines = [new OrderLine(line.Key, line.Name, line.Description, line.Quantity, line.Unit, line.IsOption)],
            CreatedAt = now,
        };
        order.IndexForSearch();
        order.Happened(new WorkOrderMade(order));
        return order;
    }

    private void IndexForSearch() => SearchText = Domain.SearchText.Of(Number, CustomerName, Title, Place);
}

/// <summary>What an order made by hand says.</summary>
public sealed record Errand(string Title, Guid? CustomerId, string CustomerName, Guid? PropertyId, string Place, string Instructions);

using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Contracts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Api;

/// <summary>A contract that was won: what was agreed never changes, its end does.</summary>
/// <param name="PerYear">Of all services that were agreed.</param>
/// <param name="EndsOn">The last day on which it runs.</param>
/// <param name="RemindDays">Days before the end on which its seller is reminded; null does not.</param>
/// <param name="CancelledOn">The first day on which it runs no more.</param>
public sealed record ContractJson(
    Guid Id,
    string Number,
    ContractState State,
    string Title,
    Guid QuoteId,
    Guid? CustomerId,
    string CustomerName,
    Guid? PropertyId,
    string Place,
    Guid? SellerId,
    string Currency,
    PriceMode Prices,
    decimal PerYear,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int? RemindDays,
    DateOnly? CancelledOn,
    string CancelReason,
    DateTime CreatedAt,
    IReadOnlyList<ServiceJson> Services,
    IReadOnlyList<OptionalServiceJson> Options
)
{
    public static ContractJson Of(Contract row, DateOnly today) =>
        new(
            row.Id,
            row.Number,
            row.State(today),
            row.Title,
            row.QuoteId,
            row.CustomerId,
            row.CustomerName,
            row.PropertyId,
            row.Place,
            row.SellerId,
            row.Currency,
            row.Prices,
            row.PerYear,
            row.StartsOn,
            row.EndsOn,
            row.RemindDays,
            row.CancelledOn,
            row.CancelReason,
            row.CreatedAt,
            [.. row.Services.Select(one => new ServiceJson(LineJson.Of(one.Line), one.Each, one.PerYear))],
            [
                .. row
                    .Options.OrderBy(one => one.Id)
                    .Select(one => new OptionalServiceJson(one.Id, one.Service, LineJson.Of(one.Line), one.Each)),
            ]
        );
}

/// <summary>A service as it was agreed.</summary>
/// <param name="Each">What one occurrence costs.</param>
public sealed record ServiceJson(LineJson Line, decimal Each, decimal PerYear);

/// <summary>A service that may be ordered beside what was agreed, at this price.</summary>
/// <param name="Id">Named by a work order for it, and by campaigns.</param>
/// <param name="Service">What makes the options of two contracts the same service.</param>
public sealed record OptionalServiceJson(Guid Id, string Service, LineJson Line, decimal Each);

/// <param name="On">The first day on which it runs no more.</param>
public sealed record ContractCancelWish(
    [property: Required] DateOnly? On,
    [property: Required, StringLength(Contract.ReasonLength)] string? Why
);

/// <param name="Until">The new last day.</param>
public sealed record RenewWish([property: Required] DateOnly? Until);

/// <param name="Days">Before the end; null does not remind.</param>
public sealed record RemindWish([property: Range(0, 365)] int? Days);

internal static class ContractsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var contracts = api.MapGroup("/contracts").WithTags("Contracts");
        contracts
            .MapGet("", List)
            .WithName("listContracts")
            .Needs(Scopes.ContractsRead, "Contracts, newest first", "`ends` takes those whose last day is this or earlier.")
            .Gives<Page<ContractJson>>();
        contracts
            .MapGet("/{id:guid}", Get)
            .WithName("getContract")
            .Needs(Scopes.ContractsRead, "A contract with its services")
            .Gives<ContractJson>()
            .Versioned();
        contracts
            .MapPost("/{id:guid}/cancel", Cancel)
            .WithName("cancelContract")
            .Needs(Scopes.ContractsWrite, "Cancel a contract", "Work that is planned from that day on is cancelled with it.")
            .Takes<ContractCancelWish>()
            .Gives<ContractJson>()
            .Versioned();
        contracts
            .MapPost("/{id:guid}/renew", Renew)
            .WithName("renewContract")
            .Needs(Scopes.ContractsWrite, "Renew a contract", "It runs on to another last day, on the same terms.")
            .Takes<RenewWish>()
            .Gives<ContractJson>()
            .Versioned();
        contracts
            .MapPut("/{id:guid}/reminder", Remind)
            .WithName("remindOfContract")
            .Needs(Scopes.ContractsWrite, "Choose when the seller is reminded of the end")
            .Takes<RemindWish>()
            .Gives<ContractJson>()
            .Versioned();
    }

    private static async Task<Answer> List(
        HttpContext http,
        Db db,
        string? q,
        ContractState? state,
        Guid? seller,
        Guid? customer,
        DateOnly? ends,
        int? limit,
        Guid? after,
        CancellationToken stop
    )
    {
        var size = Operation.Size(limit);
        Operation.EnsureDay(nameof(ends), ends);
        var today = await db.Today(stop);
        var filter = new ContractFilter
        {
            Search = q,
            Seller = seller,
            EndsBy = ends,
        };
        var rows = filter.Of(db.Contracts.AsNoTracking().Include(row => row.Options)).In(state, today);
        if (customer is not null)
            rows = rows.Where(row => row.CustomerId == customer);
        var last = after is null
            ? null
            : await db.Contracts.Where(row => row.Id == after).Select(row => (DateTime?)row.CreatedAt).FirstOrDefaultAsync(stop);
        if (last is { } at)
            rows = rows.Where(row => row.CreatedAt < at || (row.CreatedAt == at && row.Id.CompareTo(after!.Value) < 0));
        var found = await rows.OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id)
            .Take(size + 1)
            .AsSplitQuery()
            .ToListAsync(stop);
        return Operation.PageOf(http, found, size, row => ContractJson.Of(row, today), row => row.Id);
    }

    private static async Task<Answer> Get(Guid id, Db db, CancellationToken stop) => Shown(await Find(db, id, stop), await db.Today(stop));

    private static async Task<Answer> Cancel(
        Guid id,
        Body<ContractCancelWish> body,
        HttpContext http,
        Db db,
        Texts texts,
        CancellationToken stop
    )
    {
        var wish = body.Valid(texts);
        var today = await db.Today(stop);
        return await Change(id, http, db, contract => contract.Cancel(wish.On!.Value, wish.Why!, today, db.Now), stop);
    }

    private static async Task<Answer> Renew(Guid id, Body<RenewWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        return await Change(id, http, db, contract => contract.Renew(wish.Until!.Value), stop);
    }

    private static async Task<Answer> Remind(Guid id, Body<RemindWish> body, HttpContext http, Db db, Texts texts, CancellationToken stop)
    {
        var wish = body.Valid(texts);
        return await Change(id, http, db, contract => contract.RemindBefore(wish.Days), stop);
    }

    private static async Task<Answer> Change(Guid id, HttpContext http, Db db, Action<Contract> change, CancellationToken stop)
    {
        var contract = await Find(db, id, stop);
        http.EnsureMatch(contract);
        change(contract);
        await db.SaveChangesAsync(stop);
        return Shown(contract, await db.Today(stop));
    }

    private static Answer Shown(Contract contract, DateOnly today) => Answer.Ok(ContractJson.Of(contract, today), contract.Version);

    private static async Task<Contract> Find(Db db, Guid id, CancellationToken stop) =>
        await db.Contracts.Include(row => row.Options).SingleOrDefaultAsync(row => row.Id == id, stop) ?? throw ProblemException.NotFound();
}

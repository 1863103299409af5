using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>A work order by hand: for one optional service of a contract, or for what was agreed without a quote (OP 5).</summary>
[Needs(Permission.EditOrders)]
public sealed class NewModel(Db db, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        [StringLength(300)]
        public string? Title { get; init; }

        [StringLength(200)]
        public string? Customer { get; init; }

        [StringLength(500)]
        public string? Place { get; init; }

        [StringLength(WorkOrder.TextLength)]
        public string? Instructions { get; init; }
    }

    /// <summary>The optional service that is ordered.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Option { get; set; }

    [BindProperty(SupportsGet = true, Name = "find")]
    public string? Wanted { get; set; }

    /// <summary>A place of the customer list by its key; somebody who is not in it is typed.</summary>
    [BindProperty(SupportsGet = true, Name = "pick")]
    public string? Pick { get; set; }

    public IReadOnlyList<OrderPlace> Places { get; private set; } = [];

    public bool IsTyped => Places.All(place => place.Key != Pick);

    [BindProperty]
    public Fields Input { get; set; } = new();

    public OptionalService? Service { get; private set; }

    public Contract? Contract { get; private set; }

    private Account account = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        // Who comes from a customer's page names him, not a place.
        if (Pick is not null && IsTyped && Places is [var first, ..] && Pick == first.Customer.ToString())
            Pick = first.Key;
        return Page();
    }

    /// <summary>The places alone, while somebody types.</summary>
    public async Task<IActionResult> OnGetFoundAsync() => await Find() ? Partial("_Places", this) : NotFound();

    public async Task<IActionResult> OnPostAsync(bool look)
    {
        if (!await Find())
            return NotFound();
        if (look)
            ModelState.Clear();
        if (look || !ModelState.IsValid)
            return Page();
        try
        {
            var order = await db.InTransaction(Make, CancellationToken.None);
            this.Toast(texts["WorkOrders.Made", order.Number]);
            return Redirect($"/work-orders/{order.Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, nameof(Input));
            return Page();
        }
    }

    private async Task<WorkOrder> Make()
    {
        var today = account.Today(db.Now);
        if (Contract is { } contract && contract.State(today) != ContractState.Active)
            throw new BrokenRuleException("Rules.ContractOver");
        var place = Places.FirstOrDefault(one => one.Key == Pick);
        if (place is null && Guid.TryParse(Pick?.Split('/')[0], out _))
            throw new BrokenRuleException("Rules.PropertyGone");
        var number = await db.DrawNumber("workOrder", account.Settings.Numbering.WorkOrder, today);
        var order = Service is not null
            ? WorkOrder.Of(Contract!, Service, number, db.NewId(), db.Now)
            : WorkOrder.ByHand(
                db.AccountId,
                new Errand(
                    Input.Title ?? "",
                    place?.Customer,
                    place?.Name ?? Input.Customer ?? "",
                    place?.Property,
                    place?.Address ?? Input.Place ?? "",
                    Input.Instructions ?? ""
                ),
                number,
                db.NewId(),
                db.Now
            );
        db.WorkOrders.Add(order);
        await db.SaveChangesAsync();
        return order;
    }

    private async Task<bool> Find()
    {
        account = await db.Accounts.AsNoTracking().SingleAsync();
        if (Option is { } option)
        {
            Service = await db.OptionalServices.AsNoTracking().SingleOrDefaultAsync(row => row.Id == option);
            if (Service is null)
                return false;
            Contract = await db.Contracts.AsNoTracking().SingleAsync(row => row.Id == Service.ContractId);
        }
        if (Service is null)
        {
            var named = await OrderPlace.Named(db, Pick ?? "", HttpContext.RequestAborted);
            var found = await OrderPlace.Look(db, Wanted, HttpContext.RequestAborted);
            // Who comes from a customer's page has come for him.
            Places =
            [
                .. named,
                .. string.IsNullOrEmpty(Wanted) && named.Count > 0 ? [] : found.ExceptBy(named.Select(one => one.Key), one => one.Key),
            ];
        }
        return true;
    }
}

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

    /// <summary>A property of the customer list.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Property { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public OptionalService? Service { get; private set; }

    public Contract? Contract { get; private set; }

    private (Guid Customer, string Name, string Place)? house;
    private Account account = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Find())
            return NotFound();
        if (house is { } found)
            Input = new Fields { Customer = found.Name, Place = found.Place };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Find())
            return NotFound();
        if (!ModelState.IsValid)
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
        var number = await db.DrawNumber("workOrder", account.Settings.Numbering.WorkOrder, today);
        var order = Service is not null
            ? WorkOrder.Of(Contract!, Service, number, db.NewId(), db.Now)
            : WorkOrder.ByHand(
                db.AccountId,
                new Errand(
                    Input.Title ?? "",
                    house?.Customer,
                    house?.Name ?? Input.Customer ?? "",
                    house is null ? null : Property,
                    Input.Place ?? "",
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
        if (Property is not { } property)
            return true;
        var found = await (
            from place in db.Properties
            join customer in db.Customers on place.CustomerId equals customer.Id
            where place.Id == property
            select new
            {
                customer.Id,
                customer.Name,
                place.Address,
            }
        ).SingleOrDefaultAsync();
        if (found is null)
            return false;
        house = (found.Id, found.Name, found.Address.OneLine);
        return true;
    }
}

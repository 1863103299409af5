using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Signing;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The order as one has it in the hand on the spot: where, what, ticks, hours, photos, and done, signed for or not.</summary>
[Needs(Permission.EditOrders)]
public sealed class FieldModel(Db db, Texts texts) : OrderPage(db, texts)
{
    public sealed record Fields
    {
        [StringLength(200)]
        public string? Name { get; init; }

        public string? Strokes { get; init; }
    }

    [BindProperty]
    public Fields Input { get; set; } = new();

    /// <summary>Whom to call on the way.</summary>
    public string Phone { get; private set; } = "";

    public bool IsOpen => Order.State is not (WorkOrderState.Done or WorkOrderState.Cancelled);

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public Task<IActionResult> OnPostStartAsync()
    {
        Field = true;
        return Change(() => Order.Start(Db.Now));
    }

    public Task<IActionResult> OnPostDoneAsync()
    {
        Field = true;
        var (name, now) = (Input.Name?.Trim() ?? "", Db.Now);
        return Change(() =>
        {
            if (name.Length > 0)
                Order.Finish(new WorkSignature(name, Strokes.Path(Input.Strokes), now), now);
            else
                Order.Finish(now);
        });
    }

    protected override async Task Fill()
    {
        Field = true;
        var customer = await Db.Customers.Where(row => row.Id == Order.CustomerId).Select(row => row.Details).FirstOrDefaultAsync();
        Phone = customer?.Phone ?? "";
    }
}

using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>The checklist of an order: points are added in the office, ticked on the spot.</summary>
[Needs(Permission.EditOrders)]
public sealed class ChecksModel(Db db, Texts texts) : OrderPage(db, texts)
{
    [BindProperty]
    public string? Check { get; set; }

    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    public bool Done { get; set; }

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public Task<IActionResult> OnPostAddAsync() => Change(() => Order.AddCheck(Db.NewId(), Check ?? ""), "#checks", "");

    public Task<IActionResult> OnPostTickAsync() => Change(() => Order.Tick(Key, Done, Me.Name, Db.Now), "#checks");

    public Task<IActionResult> OnPostRemoveAsync() => Change(() => Order.RemoveCheck(Key), "#checks");
}

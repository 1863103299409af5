using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Features.Customers;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>An invoice by hand: for whom; its lines follow on the draft.</summary>
[Needs(Permission.EditInvoices)]
public sealed class NewModel(Db db, Invoicing invoicing, Texts texts) : OfficePage
{
    private const int Most = 20;

    [BindProperty(SupportsGet = true, Name = "customer")]
    public Guid? Customer { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    public IReadOnlyList<(Guid Id, string Name, string More)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => await Find(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await db.Customers.SingleOrDefaultAsync(row => row.Id == Customer, stop) is not { } customer)
        {
            ModelState.AddModelError("", texts["Rules.NoCustomer"]);
            await Find(stop);
            return Page();
        }
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        var made = Periods.ByHand(db.AccountId, customer, InvoiceBeginning.Of(account, customer.Details), invoicing.Making(Me.AsActor));
        db.Invoices.Add(made);
        await db.SaveChangesAsync(stop);
        return Redirect($"/invoices/{made.Id}/edit");
    }

    private async Task Find(CancellationToken stop)
    {
        var found = Customer is { } one
            ? await db.Customers.AsNoTracking().Where(row => row.Id == one).ToListAsync(stop)
            : await db.Customers.Nearest(Search, Most, stop);
        Found = [.. found.Select(row => (row.Id, row.Name, row.Details.Address.OneLine))];
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Privacy;

/// <summary>A customer's personal data on demand: export and erasure (CU 13).</summary>
[Needs(Permission.ManageCustomers)]
public sealed class IndexModel(Db db, FileStore files, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The box that must be ticked before anything goes.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    public Customer Customer { get; private set; } = null!;

    /// <summary>Numbers of the documents that stay.</summary>
    public IReadOnlyList<string> Kept { get; private set; } = [];

    public int Quotes { get; private set; }

    public int Requests { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await Find(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnGetExportAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        return File(
            await new PersonalData(db, files).Zip(Customer, stop),
            "application/zip",
            $"{texts["Customers.Privacy.File"]}-{Id.ToString()[^6..]}.zip"
        );
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (!Sure)
        {
            ModelState.AddModelError(nameof(Sure), texts["Customers.Privacy.TickFirst"]);
            return Page();
        }
        await new Erasing(db, new PersonalData(db, files)).Erase(Customer, stop);
        this.Toast(texts["Customers.Privacy.Erased", Kept.Count]);
        return Redirect("/customers");
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.Customers.Whole(Id) is not { } customer)
            return false;
        Customer = customer;
        var data = new PersonalData(db, files);
        Kept =
        [
            .. await data.Kept(Id).OrderBy(q => q.Id).Select(q => q.Number ?? q.DraftNumber).ToListAsync(stop),
            .. await db
                .Invoices.Where(i => i.CustomerId == Id && i.IssuedAt != null)
                .OrderBy(i => i.Id)
                .Select(i => i.Number!)
                .ToListAsync(stop),
        ];
        Quotes = await data.Erasable(Id).CountAsync(stop);
        Requests = await db.Requests.CountAsync(r => r.CustomerId == Id, stop);
        return true;
    }
}

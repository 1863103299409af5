using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Enclosures;
using Paraphe.Features.Invoices;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

/// <summary>A customer with everything that hangs on him.</summary>
[Needs(Permission.Read)]
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class DetailsModel(Db db, Texts texts, Intake intake) : OfficePage
{
    private const long MostBytes = 1L << 30;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Nothing, <c>conversation</c> or <c>files</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    public Customer Customer { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public bool MayManage { get; private set; }

    /// <summary>Who was merged into him within the last day.</summary>
    public string? Merged { get; private set; }

    public DateOnly Today { get; private set; }

    public IReadOnlyDictionary<Guid, string> Members { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<CustomerPast.QuoteRow> Quotes { get; private set; } = [];

    public IReadOnlyList<CustomerPast.RequestRow> Requests { get; private set; } = [];

    public IReadOnlyList<CustomerPast.OrderRow> Orders { get; private set; } = [];

    public IReadOnlyList<CustomerPast.ContractRow> Contracts { get; private set; } = [];

    public IReadOnlyList<CustomerPast.NoteRow> Notes { get; private set; } = [];

    public IReadOnlyList<CustomerPast.Word> Words { get; private set; } = [];

    public IReadOnlyList<CustomerPast.FileRow> Files { get; private set; } = [];

    /// <summary>Files that were not taken, with their reasons.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (
            await db
                .Customers.AsNoTracking()
                .Include(c => c.Contacts)
                .Include(c => c.Properties)
                .AsSplitQuery()
                .SingleOrDefaultAsync(c => c.Id == Id)
            is not { } customer
        )
            return NotFound();
        Customer = customer;
        MayManage = await db.MayManageCustomers(Me);
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        if (
            MayManage
            && await db.CustomerMerges.AsNoTracking().Where(m => m.KeptId == Id).OrderByDescending(m => m.MergedAt).FirstOrDefaultAsync()
                is { } merge
        )
            Merged = merge.MayUndo(db.Now) ? merge.GoneName : null;
        Today = Account.Today(db.Now);
        Members = await db
            .Users.Where(member => member.AccountId == db.AccountId)
            .ToDictionaryAsync(member => member.Id, member => member.Name);
        var past = new CustomerPast(db, Id);
        switch (Tab)
        {
            case "conversation":
                Words = await past.Words();
                break;
            case "files":
                Files = await past.Files();
                break;
            default:
                Tab = null;
                (Quotes, Requests, Orders) = (await past.Quotes(), await past.Requests(), await past.Orders());
                Contracts = await past.Contracts(Today);
                Notes = await past.Notes();
                Invoices = await db.Invoices.Where(i => i.CustomerId == Id).Rows(CustomerPast.Most);
                break;
        }
        return Page();
    }

    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    public string Day(DateTime utc) => texts.Date(DateOnly.FromDateTime(Account.ToLocal(utc)));

    /// <summary>Lays files with him; those that are refused keep no other from coming in.</summary>
    [Needs(Permission.ManageCustomers)]
    public async Task<IActionResult> OnPostFilesAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (await db.Customers.SingleOrDefaultAsync(c => c.Id == Id, stop) is not { } customer)
            return NotFound();
        var refused = new List<string>();
        foreach (var file in files)
            try
            {
                await db.Lay(customer, file, intake, Me.Name, stop);
            }
            catch (BrokenRuleException broken)
            {
                refused.Add($"{file.FileName}: {texts.Say(broken)}");
            }
        if (files.Count == 0)
            refused.Add(texts["Customers.NoFileChosen"]);
        if (refused.Count == 0)
            return Redirect($"/customers/{Id}?tab=files");
        (Tab, Refused) = ("files", refused);
        return await OnGetAsync();
    }

    [Needs(Permission.ManageCustomers)]
    public async Task<IActionResult> OnPostRemoveFileAsync(Guid file, CancellationToken stop)
    {
        if (await db.CustomerFiles.SingleOrDefaultAsync(row => row.Id == file && row.CustomerId == Id, stop) is not { } found)
            return NotFound();
        db.CustomerFiles.Remove(found);
        await db.SaveChangesAsync(stop);
        this.Toast(texts["Customers.FileRemoved", found.Name]);
        return Redirect($"/customers/{Id}?tab=files");
    }

    /// <summary>Deletes the customer; quotes keep his details and are linked no longer (CU 9).</summary>
    [Needs(Permission.ManageCustomers)]
    public async Task<IActionResult> OnPostDeleteAsync()
    {
        if (await db.Customers.Whole(Id) is not { } customer)
            return NotFound();
        await db.DeleteCustomer(customer);
        this.Toast(texts["Customers.Deleted", customer.Name]);
        return Redirect("/customers");
    }
}

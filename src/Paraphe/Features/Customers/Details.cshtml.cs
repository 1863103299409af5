using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers;

[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, Texts texts) : OfficePage
{
    public sealed record QuoteRow(
        Guid Id,
        string Number,
        string Title,
        decimal Total,
        string Currency,
        Standing Standing,
        DateOnly? ValidUntil
    )
    {
        public string Status(DateOnly today) =>
            Standing == Standing.Draft ? "Draft" : Quote.StatusOf(Standing, ValidUntil, today).ToString();
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Customer Customer { get; private set; } = null!;

    public bool MayManage { get; private set; }

    public DateOnly Today { get; private set; }

    public IReadOnlyList<QuoteRow> Quotes { get; private set; } = [];

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
        Today = (await db.Accounts.AsNoTracking().SingleAsync()).Today(db.Now);
        Quotes = await db
            .Quotes.Where(q => q.CustomerId == Id)
            .OrderByDescending(q => q.CreatedAt)
            .ThenByDescending(q => q.Id)
            .Take(50)
            .Select(q => new QuoteRow(q.Id, q.Number ?? q.DraftNumber, q.Title, q.Total, q.Currency, q.Standing, q.ValidUntil))
            .ToListAsync();
        return Page();
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

using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>For whom the quote is: all details follow the customer from here on (CU 2).</summary>
[Needs(Permission.EditQuotes)]
public sealed class CustomerModel(Db db, Texts texts) : CustomerPick(db, texts)
{
    private readonly Texts texts = texts;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Quote Quote { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await Db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
            return NotFound();
        Quote = quote;
        Picked ??= quote.CustomerId?.ToString();
        await Look();
        return Page();
    }

    public override async Task<IActionResult> OnGetFoundAsync() =>
        await Db.Quotes.AnyAsync(q => q.Id == Id) ? await base.OnGetFoundAsync() : NotFound();

    public async Task<IActionResult> OnPostAsync(bool look)
    {
        if (await Db.Quotes.SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
            return NotFound();
        Quote = quote;
        await Look();
        if (look)
        {
            ModelState.Clear();
            return Page();
        }
        var customer = await Customer();
        if (customer is null && ModelState.IsValid)
            ModelState.AddModelError("", texts["Quotes.PickCustomer"]);
        if (!ModelState.IsValid)
            return Page();
        try
        {
            quote.ForCustomer(customer!, quote.CustomerId == customer!.Id ? quote.PropertyId : null, Db.Now);
            await Db.SaveChangesAsync();
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts);
            return Page();
        }
        return Redirect($"/quotes/{Id}/edit");
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Begins a quote from a request (RQ 6); without a linked customer that dialog comes first.</summary>
[Needs(Permission.EditQuotes)]
public sealed class QuoteModel(Db db) : RequestsPage(db)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IActionResult OnGet() => Redirect($"/requests/{Id}");

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Find(Id, stop) is not { } request)
            return NotFound();
        var customer = request.CustomerId is { } id
            ? await Db.Customers.Include(row => row.Contacts).SingleOrDefaultAsync(row => row.Id == id, stop)
            : null;
        if (customer is null)
            return Redirect($"/requests/{Id}/customer?customer=new&then=quote");
        var quote = await Db.BeginQuote(request, customer, Account, Me, stop);
        return Redirect($"/quotes/{quote.Id}/edit");
    }
}

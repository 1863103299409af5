using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Customers;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>Says who asks: somebody of the list, or somebody new, filled in with what the mail gives (RQ 4).</summary>
[Needs(Permission.EditRequests)]
public sealed class CustomerModel(Db db, Texts texts) : CustomerPick(db, texts)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary><c>quote</c> goes on to a new quote.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Then { get; set; }

    [BindProperty]
    public bool AsCustomer { get; set; }

    public string Subject { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Db.Requests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } request)
            return NotFound();
        var asked = request.Requester;
        Find ??= asked.Email.Length > 0 ? asked.Email : asked.Name;
        Subject = request.Subject;
        await Look();
        NewCustomer = new NewCustomerInput
        {
            Kind = asked.Company.Length > 0 ? CustomerKind.Company : CustomerKind.Person,
            Name = asked.Company.Length > 0 ? asked.Company : asked.Name,
            Email = asked.Email,
            Phone = asked.Phone,
            Address = AddressInput.Of(asked.Address, OwnCountry),
        };
        return Page();
    }

    public override async Task<IActionResult> OnGetFoundAsync() =>
        await Db.Requests.AnyAsync(row => row.Id == Id) ? await base.OnGetFoundAsync() : NotFound();

    public async Task<IActionResult> OnPostAsync(bool look, CancellationToken stop)
    {
        if (await Db.Requests.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } request)
            return NotFound();
        Subject = request.Subject;
        await Look();
        if (look)
        {
            ModelState.Clear();
            return Page();
        }
        var customer = await Customer(prospect: !AsCustomer);
        if (customer is null && ModelState.IsValid)
            ModelState.AddModelError("", Texts["Requests.PickSomebody"]);
        if (customer is null || !ModelState.IsValid)
            return Page();
        if (IsNew && request.Requester is { Company.Length: > 0, Name.Length: > 0 } asked)
            customer.AddContact(
                Db.NewId(),
                new ContactDetails
                {
                    Name = asked.Name,
                    Emails = [asked.Email],
                    Phones = [asked.Phone],
                }
            );
        request.LinkTo(customer);
        var what =
            !IsNew ? "customerLinked"
            : AsCustomer ? "customerMade"
            : "prospectMade";
        Db.Note(request, Me.AsActor, what, customer.Name, customer.Id.ToString());
        await Db.SaveChangesAsync(stop);
        if (Then != "quote" || !May(Permission.EditQuotes))
            return Redirect($"/requests/{Id}");
        var account = await Db.Accounts.AsNoTracking().SingleAsync(stop);
        var quote = await Db.BeginQuote(request, customer, account, Me, stop);
        return Redirect($"/quotes/{quote.Id}/edit");
    }
}

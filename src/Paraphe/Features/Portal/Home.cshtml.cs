#pragma warning disable MA0011, CA1304, CA1311, CA1862 // ToLower stands in queries here: the database knows no cultures.
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Customers;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Portal;

/// <summary>All that an account has sent to a customer of whom the address is a contact, or to the address itself (PO 2); never a draft.</summary>
[AllowAnonymous]
public sealed class HomeModel(PortalLinks links, InvoiceLinks invoiceLinks) : HomePage
{
    private const int Most = 200;

    public sealed record Line(
        Guid Id,
        string Number,
        string Title,
        decimal Total,
        string Currency,
        QuoteStatus Status,
        DateTime SentAt,
        string? Href
    );

    public sealed record Order(string Number, string Title, WorkOrderState State, DateTime? StartsAt);

    public sealed record Running(string Number, string Title, ContractState State, DateOnly StartsOn, DateOnly EndsOn);

    /// <param name="Href">Of the address's own link; null when it has none yet.</param>
    public sealed record Bill(InvoiceRow Row, string? Href);

    public string Email { get; private set; } = "";

    public IReadOnlyList<Bill> Invoices { get; private set; } = [];

    public DateOnly Today => Account.Today(Db.Now);

    public IReadOnlyList<Line> Quotes { get; private set; } = [];

    public IReadOnlyList<Order> Orders { get; private set; } = [];

    public IReadOnlyList<Running> Contracts { get; private set; } = [];

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);

    public async Task<IActionResult> OnGetAsync(Guid account)
    {
        if (await Open(account) is not { } visit)
            return Redirect($"/portal/{account}");
        Email = visit.Email;
        var mine = await Mine(visit.Email);
        var today = Account.Today(Db.Now);
        var (ids, customers) = (mine.Keys.ToList(), Customers(visit.Email));
        var rows = await Db
            .Quotes.AsNoTracking()
            .Where(row =>
                row.RevisionCount > 0 && (ids.Contains(row.Id) || (row.CustomerId != null && customers.Contains(row.CustomerId.Value)))
            )
            .OrderByDescending(row => row.DeliveredAt)
            .Take(Most)
            .ToListAsync(Stop);
        Quotes =
        [
            .. rows.Select(row => new Line(
                row.Id,
                row.ShownNumber,
                row.Title,
                row.Total,
                row.Currency,
                row.Status(today),
                row.DeliveredAt ?? row.CreatedAt,
                mine.TryGetValue(row.Id, out var delivery) ? links.PathOf(delivery) : null
            )),
        ];
        Orders = await Db
            .WorkOrders.AsNoTracking()
            .Where(row =>
                (row.QuoteId != null && ids.Contains(row.QuoteId.Value))
                || (row.CustomerId != null && customers.Contains(row.CustomerId.Value))
            )
            .OrderByDescending(row => row.CreatedAt)
            .Take(Most)
            .Select(row => new Order(row.Number, row.Title, row.State, row.StartsAt))
            .ToListAsync(Stop);
        var contracts = await Db
            .Contracts.AsNoTracking()
            .Where(row => ids.Contains(row.QuoteId) || (row.CustomerId != null && customers.Contains(row.CustomerId.Value)))
            .OrderByDescending(row => row.CreatedAt)
            .Take(Most)
            .ToListAsync(Stop);
        Contracts = [.. contracts.Select(row => new Running(row.Number, row.Title, row.State(today), row.StartsOn, row.EndsOn))];
        Invoices = await Bills(visit.Email);
        return Page();
    }

    /// <summary>An invoice that went to a colleague: the address gets a link of its own.</summary>
    public async Task<IActionResult> OnPostInvoiceAsync(Guid account, Guid invoice)
    {
        if (await Open(account) is not { } visit)
            return Redirect($"/portal/{account}");
        var (customers, email) = (Customers(visit.Email), visit.Email);
        if (
            await Db.Invoices.SingleOrDefaultAsync(row =>
                row.Id == invoice && row.IssuedOn != null && row.CustomerId != null && customers.Contains(row.CustomerId.Value)
            )
            is not { } found
        )
            return NotFound();
        var link = await Db.InvoiceDeliveries.FirstOrDefaultAsync(row =>
            row.InvoiceId == invoice && row.Email.ToLower() == email && row.RevokedAt == null
        );
        if (link is null)
        {
            var id = Db.NewId();
            link = new(id, found, "", email, invoiceLinks.HashOf(id), Db.Now);
            Db.InvoiceDeliveries.Add(link);
            await Db.SaveChangesAsync(CancellationToken.None);
        }
        return Redirect(invoiceLinks.PathOf(link.Id));
    }

    // Issued ones only: those that were sent to the address, and those of the customers whose contact it is.
    private async Task<IReadOnlyList<Bill>> Bills(string email)
    {
        var customers = Customers(email);
        var mine = (
            await Db
                .InvoiceDeliveries.AsNoTracking()
                .Where(row => row.Email.ToLower() == email && row.RevokedAt == null)
                .Select(row => new { row.InvoiceId, row.Id })
                .ToListAsync(Stop)
        )
            .GroupBy(row => row.InvoiceId)
            .ToDictionary(same => same.Key, same => same.First().Id);
        var ids = mine.Keys.ToList();
        var rows = await Db
            .Invoices.Where(row =>
                row.IssuedOn != null && (ids.Contains(row.Id) || (row.CustomerId != null && customers.Contains(row.CustomerId.Value)))
            )
            .Rows(Most, Stop);
        return [.. rows.Select(row => new Bill(row, mine.TryGetValue(row.Id, out var link) ? invoiceLinks.PathOf(link) : null))];
    }

    /// <summary>A quote that went to a colleague: the address gets a link of its own, to look.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid account, Guid quote)
    {
        if (await Open(account) is not { } visit)
            return Redirect($"/portal/{account}");
        var customers = Customers(visit.Email);
        if (
            await Db.Quotes.SingleOrDefaultAsync(row =>
                row.Id == quote && row.RevisionCount > 0 && row.CustomerId != null && customers.Contains(row.CustomerId.Value)
            )
            is not { CurrentRevisionId: { } current } found
        )
            return NotFound();
        var revision = await Db.Revisions.SingleAsync(row => row.Id == current);
        var email = visit.Email;
        var link = await Db.Deliveries.FirstOrDefaultAsync(row => row.RevisionId == current && row.Email == email && row.RevokedAt == null);
        if (link is null)
        {
            var to = new Recipient("", email, RecipientRole.Copy);
            link = found.LookAt(revision, to, Paraphe.Platform.Web.Tokens.Hash(Paraphe.Platform.Web.Tokens.New()), Db.NewId(), Db.Now);
            Db.Deliveries.Add(link);
            await Db.SaveChangesAsync(CancellationToken.None);
        }
        return Redirect(links.PathOf(link.Id));
    }

    public async Task<IActionResult> OnPostLeaveAsync(Guid account)
    {
        if (await Open(account) is { } visit)
        {
            visit.EndedAt = Db.Now;
            await Db.SaveChangesAsync(CancellationToken.None);
        }
        Response.Cookies.Delete(Homes.CookieOf(account), new CookieOptions { Path = $"/portal/{account}" });
        return Redirect($"/portal/{account}");
    }

    private async Task<HomeLink?> Open(Guid account)
    {
        if (!await Homes.Enter(account, Stop))
            return null;
        await Dress();
        return await Homes.Visit(HttpContext, account, Stop);
    }

    // None where the account keeps each contact to what went to himself.
    private IQueryable<Guid> Customers(string email)
    {
        var all = !Account.Settings.HomeShowsOwnOnly;
        return Db.CustomersAt(email).Where(_ => all);
    }

    private async Task<Dictionary<Guid, Guid>> Mine(string email)
    {
        var rows = await Db
            .Deliveries.AsNoTracking()
            .Where(row => row.Email.ToLower() == email && row.RevokedAt == null)
            .Select(row => new
            {
                row.QuoteId,
                row.Id,
                row.RevisionNumber,
            })
            .ToListAsync(Stop);
        return rows.GroupBy(row => row.QuoteId).ToDictionary(same => same.Key, same => same.MaxBy(row => row.RevisionNumber)!.Id);
    }
}

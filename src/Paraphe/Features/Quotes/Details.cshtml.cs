using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Features.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>The quote's page (QU 7). The customer's details are live (CU 8), the lines those of the working copy, or what was signed.</summary>
[Needs(Permission.Read)]
public sealed class DetailsModel(Db db) : OfficePage
{
    /// <param name="Room">First part of its address: work-orders or contracts.</param>
    public sealed record Order(Guid Id, string Number, string Room);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Account Account { get; private set; } = null!;

    public Quote Quote { get; private set; } = null!;

    /// <summary>Null when none was chosen.</summary>
    public CustomerDetails? Customer { get; private set; }

    public string? Seller { get; private set; }

    public Signature? Signature { get; private set; }

    /// <summary>Signatures that a revision has taken back, the last first; kept for good.</summary>
    public IReadOnlyList<Signature> Voided { get; private set; } = [];

    /// <summary>Signatures of which there is a sealed PDF.</summary>
    public IReadOnlyList<Guid> Sealed { get; private set; } = [];

    /// <summary>The lines shown, with the choice they are added up for.</summary>
    public QuoteContent Shown { get; private set; } = null!;

    public Explanation Explanation { get; private set; } = null!;

    public IReadOnlyList<Delivery> Deliveries { get; private set; } = [];

    public IReadOnlyList<QuoteEvent> Events { get; private set; } = [];

    /// <summary>The quotes of the project, this one among them.</summary>
    public IReadOnlyList<QuoteRow> Siblings { get; private set; } = [];

    public int NoteCount { get; private set; }

    public IReadOnlyList<Order> Orders { get; private set; } = [];

    /// <summary>Of the project; of the quote where there is none.</summary>
    public IReadOnlyList<InvoiceRow> Invoices { get; private set; } = [];

    public Totals Totals => Explanation.Totals;

    public DateOnly Today { get; private set; }

    public DateTime Now => db.Now;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public bool MayEdit => May(Permission.EditQuotes);

    public string Status => Quote.Standing == Standing.Draft ? "Draft" : Quote.Status(Today).ToString();

    public MailStatus? Mail => MailStatus.Of(Deliveries.Where(delivery => delivery.RevisionNumber == Quote.RevisionCount));

    public async Task<IActionResult> OnGetAsync()
    {
        if (await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.Id == Id) is not { } quote)
            return NotFound();
        Quote = quote;
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        (Today, Zone) = (Account.Today(db.Now), TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone));
        Customer = await db.DetailsOfCustomer(quote);
        Seller = await db.Users.Where(m => m.Id == quote.SellerId).Select(m => m.Name).SingleOrDefaultAsync();
        Deliveries = await db.Deliveries.AsNoTracking().Where(d => d.QuoteId == Id).OrderBy(d => d.Id).ToListAsync();
        Events = await db.Events.AsNoTracking().Where(e => e.QuoteId == Id).OrderByDescending(e => e.Sequence).Take(200).ToListAsync();
        NoteCount = await db.Notes.CountAsync(note => note.QuoteId == Id);
        await FindSigned();
        await FindProject();
        return Page();
    }

    private async Task FindSigned()
    {
        var signatures = await db.Signatures.AsNoTracking().Where(s => s.QuoteId == Id).OrderByDescending(s => s.SignedAt).ToListAsync();
        Signature = Quote.SignedAt is null ? null : signatures.Find(s => s.VoidedAt is null && s.MemberId is null);
        Voided = signatures.FindAll(s => s.VoidedAt is not null);
        if (signatures.Count > 0)
            Sealed = await db.Documents.Where(d => d.QuoteId == Id && d.Kind == "signed").Select(d => d.SourceId).ToListAsync();
        var signed = Signature is null ? null : await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == Signature.RevisionId);
        Shown = signed?.Read().Content ?? Quote.Content;
        Explanation = Explanation.Of(Shown, signed is null ? Shown.Preselected() : Signature!.Choice);
    }

    private async Task FindProject()
    {
        Invoices = await db.Invoices.Where(i => i.QuoteId == Id || (i.ProjectId != null && i.ProjectId == Quote.ProjectId)).Rows(30);
        if (Quote.ProjectId is not { } project)
        {
            Siblings = [QuoteRow.Of.Compile()(Quote)];
            return;
        }
        Siblings = await db
            .Quotes.AsNoTracking()
            .Where(q => q.ProjectId == project)
            .OrderBy(q => q.CreatedAt)
            .ThenBy(q => q.Id)
            .Take(30)
            .Select(QuoteRow.Of)
            .ToListAsync();
        Orders = await db
            .WorkOrders.Where(o => o.ProjectId == project)
            .OrderBy(o => o.CreatedAt)
            .Take(30)
            .Select(o => new Order(o.Id, o.Number, "work-orders"))
            .ToListAsync();
        var contracts = await db
            .Contracts.Where(c => c.ProjectId == project && c.WithdrawnAt == null)
            .OrderBy(c => c.CreatedAt)
            .Take(30)
            .Select(c => new Order(c.Id, c.Number, "contracts"))
            .ToListAsync();
        Orders = [.. contracts, .. Orders];
    }
}

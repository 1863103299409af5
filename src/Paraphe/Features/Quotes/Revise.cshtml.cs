using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.Signing;
using Paraphe.Domain.WorkOrders;
using Paraphe.Features.Shared;
using Paraphe.Features.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>Takes back a signature or a win, after saying what that undoes, so that the quote can be edited and sent again (QU 10).</summary>
[Needs(Permission.EditQuotes)]
public sealed class ReviseModel(Db db, Revising revising, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        public string? Why { get; init; }
        public bool Tell { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Where it was asked for; <c>pipeline</c> is gone back to.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Quote Quote { get; private set; } = null!;

    public Signature? Signature { get; private set; }

    public IReadOnlyList<WorkOrder> Orders { get; private set; } = [];

    /// <summary>Somebody has a link to be written to.</summary>
    public bool MayTell { get; private set; }

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        // Who signed is to know that it no longer counts, unless the member has told him.
        Input = new Fields { Tell = Signature is not null };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        try
        {
            await revising.Revise(Quote, Input.Why ?? "", Me.AsActor, stop);
            if (Input.Tell && MayTell)
                db.Enqueue(new TellCustomer(db.NewId(), Id, TellCustomer.Revised));
            await db.SaveChangesAsync(stop);
        }
        catch (BrokenRuleException broken)
        {
            db.ChangeTracker.Clear();
            ModelState.Add(broken, texts, nameof(Input));
            return await Find(stop) ? Page() : NotFound();
        }
        catch (DbUpdateConcurrencyException)
        {
            this.Toast(texts["Quotes.ChangedMeanwhile"]);
            return Redirect($"/quotes/{Id}");
        }
        this.Toast(texts["Quotes.Revise.Done"]);
        return Redirect(From == "pipeline" ? "/quotes/pipeline" : $"/quotes/{Id}/edit");
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(q => q.Id == Id, stop) is not { IsLocked: true } quote)
            return false;
        Quote = quote;
        Signature = await revising.SignatureOf(quote, stop);
        Orders = await revising.OrdersOf(quote, stop);
        MayTell = await db.HasReaders(quote, stop);
        var zone = await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return true;
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

public enum MakeWhat
{
    Whole,
    Deposit,
    Progress,
    Lines,
    Balance,
}

/// <summary>An invoice of a won quote: whole, deposit, progress, balance; with what remains of it (IN 1).</summary>
[Needs(Permission.EditInvoices)]
public sealed class MakeModel(Db db, Invoicing invoicing, InvoiceMaking making, Texts texts) : OfficePage
{
    public sealed record Fields
    {
        public MakeWhat What { get; init; }

        [StringLength(20)]
        public string? Percent { get; init; }

        [StringLength(30)]
        public string? Amount { get; init; }

        /// <summary>Quantity that is done, by line.</summary>
        public Dictionary<Guid, string?> Done { get; init; } = [];
    }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public Quote Quote { get; private set; } = null!;

    public Billing Billing { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    public bool HasInvoices => Billing.Invoices.Any(invoice => invoice is { IsDraft: false, IsCreditNote: false });

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        var percent = Billing.Frozen.Content.DepositPercent;
        Input = new Fields
        {
            What =
                HasInvoices ? MakeWhat.Balance
                : percent > 0 ? MakeWhat.Deposit
                : MakeWhat.Whole,
            Percent = TypedNumber.Show(percent ?? 30, texts.Culture),
            Done = Billing.Content.Lines.ToDictionary(
                line => line.Key,
                line => (string?)TypedNumber.Show(line.Quantity - Billing.Done(line.Key), texts.Culture)
            ),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Load(stop))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var made = Make();
            db.Invoices.Add(made);
            await db.SaveChangesAsync(stop);
            return Redirect($"/invoices/{made.Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, texts, broken.Field is "percent" or "amount" ? nameof(Input) : null);
        }
        return Page();
    }

    private Invoice Make() =>
        Input.What switch
        {
            MakeWhat.Whole => Billing.Whole(invoicing.Making(Me.AsActor)),
            MakeWhat.Balance => making.Balance(Billing, Me.AsActor),
            MakeWhat.Lines => Billing.Progress(Quantities(), invoicing.Making(Me.AsActor)),
            MakeWhat.Deposit => making.Part(Billing, InvoiceBasis.Deposit, Typed(), Me.AsActor),
            _ => making.Part(Billing, InvoiceBasis.Progress, Typed(), Me.AsActor),
        };

    // An amount that was typed goes before the percentage that was proposed.
    private Share Typed() =>
        string.IsNullOrWhiteSpace(Input.Amount)
            ? new Share(Number(Input.Percent?.TrimEnd(' ', '%'), "percent"), null)
            : new Share(null, Number(Input.Amount, "amount"));

    private Dictionary<Guid, decimal> Quantities()
    {
        var done = new Dictionary<Guid, decimal>();
        foreach (var (line, typed) in Input.Done)
            if (!string.IsNullOrWhiteSpace(typed))
                done[line] = Number(typed, null);
        return done;
    }

    private decimal Number(string? typed, string? field) =>
        TypedNumber.Parse(typed, texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number", field);

    private async Task<bool> Load(CancellationToken stop)
    {
        if (await db.Quotes.SingleOrDefaultAsync(row => row.Id == Id, stop) is not { } quote)
            return false;
        Quote = quote;
        Today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        try
        {
            Billing = await invoicing.BillingOf(quote, stop);
            return true;
        }
        catch (BrokenRuleException)
        {
            // Not won, or a contract: no page leads here then.
            return false;
        }
    }
}

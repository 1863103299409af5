using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

public enum CreditWhat
{
    Whole,
    Lines,
    Amount,
}

/// <summary>A credit note on an issued invoice: of all that is left of it, of lines, or of an amount (IN 2).</summary>
[Needs(Permission.EditInvoices)]
public sealed class CreditModel(Db db, InvoiceMaking making, Texts texts) : InvoicePage(db, texts)
{
    public sealed record Fields
    {
        public CreditWhat What { get; init; }

        [Required, StringLength(InvoiceContent.ReasonLength)]
        public string? Reason { get; init; }

        [StringLength(30)]
        public string? Amount { get; init; }

        public Dictionary<Guid, string?> Back { get; init; } = [];
    }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public decimal Rest => Invoice.Gross - Invoice.Credited;

    public async Task<IActionResult> OnGetAsync() => await Load() && !Invoice.IsDraft && !Invoice.IsCreditNote ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Load() || Invoice.IsDraft || Invoice.IsCreditNote)
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        try
        {
            var note = await making.Credit(
                Invoice,
                Input.Reason ?? "",
                Input.What == CreditWhat.Amount ? Number(Input.Amount, "amount") : null,
                Input.What == CreditWhat.Lines ? Back() : null,
                Me.AsActor,
                Stop
            );
            Db.Invoices.Add(note);
            await Db.SaveChangesAsync(Stop);
            return Redirect($"/invoices/{note.Id}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Add(broken, Texts, broken.Field is "amount" or "Reason" ? nameof(Input) : null);
        }
        return Page();
    }

    private Dictionary<Guid, decimal> Back()
    {
        var back = new Dictionary<Guid, decimal>();
        foreach (var (line, typed) in Input.Back)
            if (!string.IsNullOrWhiteSpace(typed))
                back[line] = Number(typed, null);
        return back;
    }

    private decimal Number(string? typed, string? field) =>
        TypedNumber.Parse(typed, Texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number", field);
}

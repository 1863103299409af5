using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
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
public sealed class CreditModel(Db db, Invoicing invoicing, Texts texts) : InvoicePage(db, texts)
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
            var notes = await Db.Invoices.Where(row => row.CorrectsId == Id).ToListAsync(Stop);
            var note = Make(notes, invoicing.Making(Me.AsActor));
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

    private Invoice Make(List<Invoice> notes, Making making)
    {
        var (reason, language) = (Input.Reason ?? "", Invoice.Content.Priced.Language);
        switch (Input.What)
        {
            case CreditWhat.Lines:
                var back = new Dictionary<Guid, decimal>();
                foreach (var (line, typed) in Input.Back)
                    if (!string.IsNullOrWhiteSpace(typed))
                        back[line] = Number(typed, null);
                return Invoice.CreditLines(reason, back, notes, making);
            case CreditWhat.Amount:
                var name = Texts.In(language)["Invoices.Line.Credit", Invoice.Number];
                return Invoice.CreditAmount(reason, Number(Input.Amount, "amount"), name, notes, making);
            default:
                return Invoice.CreditWhole(reason, notes, invoicing.DeductionName(language), making);
        }
    }

    private decimal Number(string? typed, string? field) =>
        TypedNumber.Parse(typed, Texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number", field);
}

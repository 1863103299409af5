using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>Payments of one invoice, by hand: recorded, and removed with a reason (IN 2).</summary>
[Needs(Permission.EditInvoices)]
public sealed class PaymentsModel(Db db, Texts texts) : InvoicePage(db, texts)
{
    public sealed record Fields
    {
        [Required, StringLength(30)]
        public string? Amount { get; init; }

        [Required]
        public DateOnly? PaidOn { get; init; }

        public PaymentMethod Method { get; init; }

        [StringLength(Payment.ReferenceLength)]
        public string? Reference { get; init; }
    }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public IEnumerable<SelectListItem> Methods =>
        Enum.GetNames<PaymentMethod>().Select(name => new SelectListItem(Texts["Invoices.Method." + name], name));

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load() || Invoice.IsDraft || Invoice.IsCreditNote)
            return NotFound();
        Input = new Fields
        {
            Amount = TypedNumber.Show(Math.Abs(Invoice.Left), Texts.Culture, Currency.Of(Invoice.Currency).Digits),
            PaidOn = Today,
        };
        return Page();
    }

    /// <summary>Money that came in; where too much was paid, money that went back.</summary>
    public Task<IActionResult> OnPostAsync() =>
        Change(
            () =>
            {
                var amount =
                    TypedNumber.Parse(Input.Amount, Texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number", "amount");
                var told = new PaymentTold(
                    Invoice.Left < 0 ? -amount : amount,
                    Invoice.Currency,
                    Input.PaidOn!.Value,
                    Input.Method,
                    Input.Reference ?? ""
                );
                if (amount <= 0)
                    throw new BrokenRuleException("Rules.PaymentAmount", "amount", Invoice.Currency);
                Invoice.Pay(Db.NewId(), told, Today, Me.AsActor, Db.Now);
                return Task.CompletedTask;
            },
            () => Texts["Invoices.PaymentSaved"]
        );

    public Task<IActionResult> OnPostRemoveAsync(Guid payment, string? why)
    {
        // The form of a removal has none of the other's fields.
        ModelState.Clear();
        return Change(
            () =>
            {
                Invoice.RemovePayment(payment, why ?? "", Me.AsActor, Db.Now);
                return Task.CompletedTask;
            },
            () => Texts["Invoices.PaymentRemoved"],
            prefix: "Removed"
        );
    }
}

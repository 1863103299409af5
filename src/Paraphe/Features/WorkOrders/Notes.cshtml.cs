using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Quotes;
using Paraphe.Domain.WorkOrders;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.WorkOrders;

/// <summary>Hours, material and words noted on an order.</summary>
[Needs(Permission.EditOrders)]
public sealed class NotesModel(Db db, Texts texts) : OrderPage(db, texts)
{
    public sealed record Fields
    {
        [StringLength(20)]
        public string? Quantity { get; init; }

        [StringLength(Lengths.Unit)]
        public string? Unit { get; init; }

        [StringLength(WorkOrder.TextLength)]
        public string? Text { get; init; }
    }

    [BindProperty(SupportsGet = true)]
    public WorkEntryKind Kind { get; set; }

    [BindProperty]
    public Fields Input { get; set; } = new();

    [BindProperty]
    public Guid Key { get; set; }

    public async Task<IActionResult> OnGetAsync() => await Load() ? Page() : NotFound();

    public Task<IActionResult> OnPostAddAsync()
    {
        // Made once: an act that is tried again adds the same entry.
        var (key, now) = (Db.NewId(), Db.Now);
        return Change(
            () => Order.Note(new WorkEntry(key, Kind, Input.Text ?? "", Quantity(), Input.Unit?.Trim() ?? "", Me.Name, now)),
            "#entries"
        );
    }

    public Task<IActionResult> OnPostRemoveAsync() => Change(() => Order.RemoveEntry(Key), "#entries");

    private decimal Quantity()
    {
        if (Kind == WorkEntryKind.Note)
            return 0;
        return TypedNumber.Parse(Input.Quantity, Texts.Culture) is { } typed
            ? typed
            : throw new BrokenRuleException(Kind == WorkEntryKind.Time ? "Rules.WorkHours" : "Rules.WorkQuantity", "quantity");
    }
}

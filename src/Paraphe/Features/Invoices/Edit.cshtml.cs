using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Invoices;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Invoices;

/// <summary>A draft's texts, references and days; and its lines, where these were not agreed elsewhere.</summary>
[Needs(Permission.EditInvoices)]
public sealed class EditModel(Db db, Texts texts) : InvoicePage(db, texts)
{
    private const int Blank = 3;

    public sealed record Fields
    {
        [StringLength(Lengths.Title)]
        public string? Title { get; init; }

        public string? Language { get; init; }

        public DateOnly? DeliveredOn { get; init; }

        public DateOnly? PeriodFrom { get; init; }

        public DateOnly? PeriodTo { get; init; }

        [Range(0, InvoiceContent.MostPaymentDays)]
        public int? PaymentDays { get; init; }

        public string? OrderReference { get; init; }

        public string? BuyerReference { get; init; }

        public string? Reason { get; init; }

        public string? PaymentTerms { get; init; }

        public string? Notes { get; init; }

        public List<Line> Lines { get; init; } = [];
    }

    /// <summary>A line as typed; without a name it is left out.</summary>
    public sealed record Line
    {
        public Guid? Key { get; init; }

        [StringLength(Lengths.LineName)]
        public string? Name { get; init; }

        [StringLength(30)]
        public string? Quantity { get; init; }

        [StringLength(Lengths.Unit)]
        public string? Unit { get; init; }

        [StringLength(30)]
        public string? Price { get; init; }

        [StringLength(10)]
        public string? Discount { get; init; }

        public string? Vat { get; init; }
    }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Vats { get; private set; } = [];

    public static IEnumerable<SelectListItem> Spoken => Languages.All.Select(known => new SelectListItem(known.Name, known.Code));

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load() || !Invoice.IsDraft)
            return NotFound();
        var (content, priced) = (Invoice.Content, Invoice.Content.Priced);
        var usual = VatChoices.Usual(Account, priced) is { } vat ? VatChoices.Key(vat) : null;
        Input = new Fields
        {
            Title = priced.Title,
            Language = priced.Language[..2],
            DeliveredOn = content.DeliveredOn,
            PeriodFrom = content.PeriodFrom,
            PeriodTo = content.PeriodTo,
            PaymentDays = content.PaymentDays,
            OrderReference = content.OrderReference,
            BuyerReference = content.BuyerReference,
            Reason = content.Reason,
            PaymentTerms = content.PaymentTerms,
            Notes = content.Notes,
            Lines =
            [
                .. priced.Lines.Select(line => new Line
                {
                    Key = line.Key,
                    Name = line.Name,
                    Quantity = TypedNumber.Show(line.Quantity, Texts.Culture),
                    Unit = line.Unit,
                    Price = TypedNumber.Show(line.UnitPrice, Texts.Culture, 2),
                    Discount = line.Discount?.Percent is { } percent ? TypedNumber.Show(percent, Texts.Culture) : null,
                    Vat = line.Vat is { } own ? VatChoices.Key(own) : null,
                }),
                .. Enumerable.Range(0, Blank).Select(_ => new Line { Vat = usual }),
            ],
        };
        return Page();
    }

    public Task<IActionResult> OnPostAsync() =>
        Change(
            () =>
            {
                var content = Invoice.Content;
                var language =
                    Input.Language == content.Priced.Language[..2] ? content.Priced.Language : Languages.Get(Input.Language).Name;
                Invoice.Change(
                    content with
                    {
                        Priced = content.Priced with { Title = Input.Title ?? "", Language = language },
                        DeliveredOn = Input.DeliveredOn,
                        PeriodFrom = Input.PeriodFrom,
                        PeriodTo = Input.PeriodTo,
                        PaymentDays = Input.PaymentDays,
                        OrderReference = Input.OrderReference ?? "",
                        BuyerReference = Input.BuyerReference ?? "",
                        Reason = Input.Reason ?? "",
                        PaymentTerms = Input.PaymentTerms ?? "",
                        Notes = Input.Notes ?? "",
                    },
                    Db.Now
                );
                if (Invoice.HasOwnLines)
                    Invoice.ChangeLines(Invoice.Content.Priced with { Items = Typed(Invoice.Content.Priced) }, Db.Now);
                return Task.CompletedTask;
            },
            () => Texts["Invoices.Saved"]
        );

    protected override Task Fill()
    {
        var choices = VatChoices.Of(Account);
        var all = choices.All.Select(vat => new SelectListItem(vat.Name, vat.Key)).ToList();
        foreach (var own in Invoice.Content.Priced.Lines.Select(line => line.Vat).OfType<Vat>().DistinctBy(VatChoices.Key))
            if (choices.Find(VatChoices.Key(own)) is null)
                all.Add(new SelectListItem(Texts.Percent(own.Rate), VatChoices.Key(own)));
        Vats = all;
        return Task.CompletedTask;
    }

    private ImmutableArray<QuoteItem> Typed(QuoteContent before)
    {
        var lines = ImmutableArray.CreateBuilder<QuoteItem>();
        var choices = VatChoices.Of(Account);
        for (var place = 0; place < Input.Lines.Count; place++)
        {
            var typed = Input.Lines[place];
            if (string.IsNullOrWhiteSpace(typed.Name))
                continue;
            var known = typed.Key is { } key ? before.Line(key) : null;
            var vat = known?.Vat is { } own && VatChoices.Key(own) == typed.Vat ? own : choices.Find(typed.Vat) ?? known?.Vat;
            lines.Add(
                (known ?? new QuoteLine { Key = Db.NewId() }) with
                {
                    Name = typed.Name.Trim(),
                    Quantity = Number(typed.Quantity, $"lines[{place}].Quantity", 1),
                    Unit = typed.Unit?.Trim() ?? "",
                    UnitPrice = Number(typed.Price, $"lines[{place}].Price", 0),
                    Discount = string.IsNullOrWhiteSpace(typed.Discount)
                        ? known?.Discount is { Amount: not null } money
                            ? money
                            : null
                        : Discount.OfPercent(Number(typed.Discount, $"lines[{place}].Discount", 0)),
                    Vat = InvoiceBeginning.WithReason(vat, Account),
                }
            );
        }
        return lines.ToImmutable();
    }

    private decimal Number(string? typed, string field, decimal empty) =>
        string.IsNullOrWhiteSpace(typed)
            ? empty
            : TypedNumber.Parse(typed, Texts.Culture) ?? throw new BrokenRuleException("Shared.Error.Number", field);
}

using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Invoices;

/// <summary>The mail of an issued invoice as it will look, and to whom it goes; the PDF is attached (IN 2).</summary>
[Needs(Permission.EditInvoices)]
public sealed class SendModel(Db db, InvoiceSending sending, Texts texts) : InvoicePage(db, texts)
{
    private const int MostRecipients = 20;

    public sealed record To
    {
        public bool Goes { get; init; }

        public bool IsKnown { get; init; }

        [StringLength(200)]
        public string? Name { get; init; }

        [StringLength(254)]
        public string? Email { get; init; }
    }

    public sealed record Fields
    {
        public List<To> Recipients { get; init; } = [];

        [StringLength(200)]
        public string? Subject { get; init; }

        [StringLength(20_000)]
        public string? Body { get; init; }
    }

    [BindProperty]
    public Fields Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Load() || Invoice.IsDraft)
            return NotFound();
        await Propose();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var chosen = Chosen();
        return await Change(
            () =>
            {
                sending.Send(Invoice, chosen, Input.Subject ?? "", Input.Body ?? "", Me.AsActor);
                return Task.CompletedTask;
            },
            () => Texts["Invoices.SentNow", Invoice.Number]
        );
    }

    /// <summary>The mail as HTML, alone: shown in a frame beside the form.</summary>
    public async Task<IActionResult> OnGetLookAsync()
    {
        if (!await Load() || Invoice.IsDraft)
            return NotFound();
        await Propose();
        return Look();
    }

    public async Task<IActionResult> OnPostLookAsync() => await Load() && !Invoice.IsDraft ? Look() : NotFound();

    private ContentResult Look()
    {
        var frozen = Invoice.Read();
        var words = Texts.In(frozen.Language);
        var mail = new InvoiceMail(frozen, Account, Input.Subject ?? "", Input.Body ?? "");
        var first = Input.Recipients.Find(row => row.Goes)?.Name ?? frozen.Customer.Name;
        // A page of its own without script; it alone may bring its styles along, as mail must.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";
        return Content(mail.LetterFor(first, "#", words).ToHtml(), "text/html; charset=utf-8");
    }

    private async Task Propose()
    {
        var frozen = Invoice.Read();
        var words = Texts.In(frozen.Language);
        var standard = InvoiceMail.Standard(frozen, Account);
        var told = await Db.InvoiceDeliveries.AsNoTracking().Where(row => row.InvoiceId == Id && row.RevokedAt == null).ToListAsync(Stop);
        var rows = told.DistinctBy(row => row.Email.ToLowerInvariant())
            .Select(row => new To
            {
                Goes = true,
                IsKnown = true,
                Name = row.Name,
                Email = row.Email,
            })
            .ToList();
        foreach (var (name, email) in await sending.Known(Invoice, Stop))
            if (!rows.Exists(row => Same(row.Email, email)))
                rows.Add(
                    new To
                    {
                        Goes = rows.Count == 0,
                        IsKnown = true,
                        Name = name,
                        Email = email,
                    }
                );
        Input = new Fields
        {
            Recipients = [.. rows, new To()],
            Subject = standard.Subject.Length > 0 ? standard.Subject : words[$"Invoices.Mail.{frozen.Kind}.Subject"],
            Body = standard.Body.Length > 0 ? standard.Body : words[$"Invoices.Mail.{frozen.Kind}.Body"],
        };
    }

    private List<(string Name, string Email)> Chosen()
    {
        var chosen = new List<(string Name, string Email)>();
        for (var place = 0; place < Input.Recipients.Count; place++)
        {
            var row = Input.Recipients[place];
            if (!row.Goes && (row.IsKnown || string.IsNullOrWhiteSpace(row.Email)))
                continue;
            if (!Mailbox.IsAddress(row.Email?.Trim()))
                ModelState.AddModelError($"Input.Recipients[{place}].Email", Texts["Shared.Error.Email"]);
            else if (!chosen.Exists(other => Same(other.Email, row.Email)))
                chosen.Add((row.Name?.Trim() ?? "", row.Email!.Trim()));
        }
        if (ModelState.IsValid && chosen.Count == 0)
            ModelState.AddModelError("", Texts["Rules.NoRecipient"]);
        if (chosen.Count > MostRecipients)
            ModelState.AddModelError("", Texts["Sending.TooMany", MostRecipients]);
        return chosen;
    }

    private static bool Same(string? one, string? other) => string.Equals(one?.Trim(), other?.Trim(), StringComparison.OrdinalIgnoreCase);
}

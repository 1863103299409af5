using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Mail;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;
using Paraphe.Platform.Web;
using Texts = Paraphe.Platform.Web.Texts;

namespace Paraphe.Features.Outbox;

/// <summary>One mail exactly as it leaves: its text as the recipient sees it, headers, attachments, raw bytes.</summary>
[Needs(Permission.EditQuotes)]
public sealed class MailModel(Db db, FileStore files, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OutgoingMail Mail { get; private set; } = null!;

    public MailMessage Message { get; private set; } = null!;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await Find(stop) is null)
            return NotFound();
        Zone = TimeZoneInfo.FindSystemTimeZoneById(await db.Accounts.Select(account => account.TimeZone).SingleAsync(stop));
        return Page();
    }

    /// <summary>The text alone, for the frame: scripts, forms and anything from elsewhere are off; links open beside it.</summary>
    public async Task<IActionResult> OnGetTextAsync(CancellationToken stop)
    {
        if (await Find(stop) is not { IsSecret: false })
            return NotFound();
        Response.Headers.ContentSecurityPolicy =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
        return Content(MailFrame.Of(Message), "text/html; charset=utf-8");
    }

    public async Task<IActionResult> OnGetFileAsync(int number, CancellationToken stop)
    {
        if (await Find(stop) is not { IsSecret: false } || number < 0 || number >= Message.Files.Count)
            return NotFound();
        var file = Message.Files[number];
        // Always a download: what it claims to be is not shown in our pages.
        return File(file.Decode().ToArray(), MediaTypeNames.Application.Octet, file.Name);
    }

    public async Task<IActionResult> OnGetRawAsync(CancellationToken stop)
    {
        if (await db.OutgoingMails.AsNoTracking().SingleOrDefaultAsync(mail => mail.Id == Id, stop) is not { IsSecret: false } mail)
            return NotFound();
        return File(await files.Read(mail.RawHash, stop), "message/rfc822", $"{mail.Id:N}.eml");
    }

    /// <summary>The Owner's or seller's *try again*: the same bytes, with all attempts before it.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken stop)
    {
        if (await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Id == Id && mail.State == MailState.Failed, stop) is not { } mail)
            return NotFound();
        (mail.State, mail.Attempts) = (MailState.Pending, 0);
        db.Enqueue(new TransmitMail(mail.Id));
        await db.SaveChangesAsync(stop);
        this.Toast(texts["Outbox.Again"]);
        return RedirectToPage(new { Id });
    }

    private async Task<OutgoingMail?> Find(CancellationToken stop)
    {
        if (await db.OutgoingMails.SingleOrDefaultAsync(mail => mail.Id == Id, stop) is not { } found)
            return null;
        Message = MimeReader.Read(await files.Read(found.RawHash, stop));
        return Mail = found;
    }
}

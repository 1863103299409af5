using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Outbox;

/// <summary>Every mail that leaves, newest first; without a mail server they stay here to be read (SN 2).</summary>
[Needs(Permission.EditQuotes)]
public sealed class IndexModel(Db db, MailRoutes routes) : OfficePage
{
    private const int Size = 50;

    /// <summary>The last mail of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? After { get; set; }

    /// <summary><c>failed</c>, <c>waiting</c>, <c>sent</c>, or all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public IReadOnlyList<MailLine> Mails { get; private set; } = [];

    public string? Older { get; private set; }

    /// <summary>No server takes this account's mail.</summary>
    public bool IsEverything { get; private set; }

    public bool MaySetUp => May(Permission.ManageAccount);

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime Now => db.Now;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(stop);
        IsEverything = routes.Of(account) is null;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone);
        var mails = Shown(db.OutgoingMails.AsNoTracking());
        if (
            await db
                .OutgoingMails.Where(mail => mail.Id == After)
                .Select(mail => new { mail.CreatedAt, mail.Id })
                .FirstOrDefaultAsync(stop) is
            { } last
        )
            mails = mails.Where(mail =>
                mail.CreatedAt < last.CreatedAt || (mail.CreatedAt == last.CreatedAt && mail.Id.CompareTo(last.Id) < 0)
            );
        var rows = await mails
            .OrderByDescending(mail => mail.CreatedAt)
            .ThenByDescending(mail => mail.Id)
            .Take(Size + 1)
            .Select(mail => new MailLine(
                mail.Id,
                mail.ToName,
                mail.ToAddress,
                mail.Subject,
                mail.State,
                mail.ServerWords,
                mail.SentAt ?? mail.CreatedAt
            ))
            .ToListAsync(stop);
        Mails = [.. rows.Take(Size)];
        Older = rows.Count > Size ? $"/outbox?show={Show}&after={Mails[^1].Id}" : null;
    }

    private IQueryable<OutgoingMail> Shown(IQueryable<OutgoingMail> mails) =>
        Show switch
        {
            "failed" => mails.Where(mail => mail.State == MailState.Failed),
            "waiting" => mails.Where(mail => mail.State == MailState.Pending || mail.State == MailState.Sending),
            "sent" => mails.Where(mail => mail.State == MailState.Sent || mail.State == MailState.Outbox),
            _ => mails,
        };
}

/// <summary>One mail in the list.</summary>
public sealed record MailLine(Guid Id, string Name, string Address, string Subject, MailState State, string Words, DateTime At);

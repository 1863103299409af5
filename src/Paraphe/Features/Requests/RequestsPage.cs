using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>A page of the request inbox: there only while the app is turned on (RQ 1).</summary>
public abstract class RequestsPage(Db db) : OfficePage
{
    protected Db Db => db;

    public Account Account { get; private set; } = null!;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime Now => db.Now;

    public bool MayAnswer => May(Permission.EditRequests);

    // Without the attribute its name makes it a handler of requests with the method PAGE.
    [NonHandler]
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync(HttpContext.RequestAborted);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(Account.TimeZone);
        if (!Account.Settings.Has(AccountSettings.RequestsApp))
            context.Result = new NotFoundResult();
        else
            await next();
    }

    /// <summary>The hour of today, the day before that: for lists.</summary>
    public string When(DateTime utc, Texts texts)
    {
        var local = Account.ToLocal(utc);
        var day = DateOnly.FromDateTime(local);
        return day == Account.Today(db.Now) ? texts.Time(TimeOnly.FromDateTime(local)) : texts.Day(day);
    }

    protected Task<Request?> Find(Guid id, CancellationToken stop) => db.Requests.SingleOrDefaultAsync(row => row.Id == id, stop);
}

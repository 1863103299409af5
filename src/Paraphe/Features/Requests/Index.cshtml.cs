using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Requests;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Requests;

/// <summary>The list of requests, latest message first (RQ 2, RQ 9).</summary>
[Needs(Permission.Read)]
public sealed class IndexModel(Db db, MailPlaces places) : RequestsPage(db)
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "")]
    public RequestFilter Filter { get; set; } = new();

    /// <summary>The last request of the page before, as <c>ticks_id</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<RequestRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<RequestStatus, int> Counts { get; private set; } = new Dictionary<RequestStatus, int>();

    public int SpamCount { get; private set; }

    public string? Older { get; private set; }

    public string Address { get; private set; } = "";

    public IReadOnlyDictionary<Guid, string> Members { get; private set; } = new Dictionary<Guid, string>();

    public bool MayConfigure => May(Permission.ManageAccount);

    public int ToDoCount =>
        Counts.GetValueOrDefault(RequestStatus.Received)
        + Counts.GetValueOrDefault(RequestStatus.Answered)
        + Counts.GetValueOrDefault(RequestStatus.QuoteCreated);

    public async Task OnGetAsync(CancellationToken stop)
    {
        Address = places.RequestsOf(Account);
        Members = await Db
            .Users.OrderBy(row => row.Name)
            .Select(row => new { row.Id, row.Name })
            .ToDictionaryAsync(row => row.Id, row => row.Name, stop);
        Counts = await Db
            .Requests.Where(row => !row.IsSpam)
            .GroupBy(row => row.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, stop);
        SpamCount = await Db.Requests.CountAsync(row => row.IsSpam, stop);
        var list = await Filter.Of(Db.Requests, Zone, stop);
        if (RequestRows.PlaceOf(After) is var (at, id))
            list = list.Before(at, id);
        var rows = await list.Rows(Size + 1, stop);
        Rows = [.. rows.Take(Size).Select(row => row with { Assignee = Name(row.Assignee) })];
        Older = rows.Count > Size ? Filter.Href("after=" + RequestRows.PlaceAfter(Rows[^1])) : null;
    }

    private string? Name(string? assignee) => Guid.TryParse(assignee, out var id) ? Members.GetValueOrDefault(id) : null;
}

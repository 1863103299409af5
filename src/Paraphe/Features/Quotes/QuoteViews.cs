using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Quotes;

/// <summary>A list of quotes with what a member wants of it: his columns, and addresses of it under names of his own.</summary>
public abstract class QuoteViews(Db db) : OfficePage
{
    private const int MostViews = 30;

    protected Db Db => db;

    public ListChoices Choices { get; private set; } = new();

    public IReadOnlyList<QuoteColumn> Columns => Choices.Columns();

    protected async Task FindChoices() => Choices = await db.Users.Where(m => m.Id == Me.Id).Select(m => m.Lists).SingleAsync();

    /// <summary>The columns that are ticked; none is the usual ones again.</summary>
    public Task<IActionResult> OnPostColumnsAsync(List<QuoteColumn> column, string? query) =>
        Choose(lists => lists with { QuoteColumns = column.Count == 0 ? null : [.. column.Distinct().Select(c => c.ToString())] }, query);

    /// <summary>Keeps the address under a name; the same name again replaces it.</summary>
    public Task<IActionResult> OnPostViewAsync(string? name, string? query)
    {
        var wanted = (name ?? "").Trim();
        if (wanted.Length is 0 or > 60)
            return Task.FromResult<IActionResult>(Redirect(Address(query)));
        return Choose(
            lists =>
                lists with
                {
                    QuoteViews =
                    [
                        .. lists.QuoteViews.Where(view => view.Name != wanted).TakeLast(MostViews - 1),
                        new SavedView(wanted, Query(query)),
                    ],
                },
            query
        );
    }

    public Task<IActionResult> OnPostForgetAsync(string? name, string? query) =>
        Choose(lists => lists with { QuoteViews = [.. lists.QuoteViews.Where(view => view.Name != name)] }, query);

    private async Task<IActionResult> Choose(Func<ListChoices, ListChoices> change, string? query)
    {
        var member = await db.Users.SingleAsync(m => m.Id == Me.Id);
        member.Lists = change(member.Lists);
        await db.SaveChangesAsync();
        return Redirect(Address(query));
    }

    private static string Address(string? query) => "/quotes" + Query(query);

    // Only what stands behind the question mark: a view leads nowhere else.
    private static string Query(string? query) => query is ['?', ..] && query.Length <= 2_000 ? query : "";
}

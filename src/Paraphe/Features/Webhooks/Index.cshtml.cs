using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Webhooks;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Webhooks;

/// <summary>The addresses of other programs that hear of what happens here.</summary>
[Needs(Permission.ManageAccount)]
public sealed class IndexModel(Db db) : OfficePage
{
    public IReadOnlyList<Webhook> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) =>
        Rows = await db.Webhooks.AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(stop);
}

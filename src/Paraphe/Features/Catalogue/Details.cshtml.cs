using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

[Needs(Permission.Read)]
public sealed class DetailsModel(Db db, Texts texts) : OfficePage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CatalogueItem Item { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Name, decimal Price)> Extras { get; private set; } = [];

    /// <summary>Price lists with what the item costs on them.</summary>
    public IReadOnlyList<(string Name, decimal Price, string Currency)> Prices { get; private set; } = [];

    public bool MayEdit => May(Permission.EditCatalogue);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await db.Catalogue.AsNoTracking().SingleOrDefaultAsync(item => item.Id == Id) is not { } item)
            return NotFound();
        Item = item;
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        var wanted = item.Details.Extras.ToList();
        var extras = await db.Catalogue.AsNoTracking().OnOffer().Where(other => wanted.Contains(other.Id)).ToListAsync();
        Extras = [.. extras.OrderBy(extra => wanted.IndexOf(extra.Id)).Select(extra => (extra.Id, extra.Name, extra.Details.Price))];
        var lists = await db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ToListAsync();
        Prices =
        [
            .. from list in lists
            let price = list.PriceOf(item.Details, Account.Currency)
            where price is not null
            select (list.Name, price.Value, list.Terms.Currency),
        ];
        return Page();
    }

    [Needs(Permission.EditCatalogue)]
    public Task<IActionResult> OnPostArchiveAsync() => Change(item => item.Archive(db.Now), "Catalogue.IsArchived");

    [Needs(Permission.EditCatalogue)]
    public Task<IActionResult> OnPostRestoreAsync() => Change(item => item.Restore(), "Catalogue.IsRestored");

    private async Task<IActionResult> Change(Action<CatalogueItem> act, string word)
    {
        if (await db.Catalogue.SingleOrDefaultAsync(item => item.Id == Id) is not { } item)
            return NotFound();
        act(item);
        await db.SaveChangesAsync();
        this.Toast(texts[word, item.Name]);
        return Redirect($"/catalogue/{Id}");
    }
}

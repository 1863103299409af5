using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Features.Quotes;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Pdf;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>The form of an item, new or known.</summary>
public abstract class ItemPage(Db db, Texts texts, SafePictures pictures) : OfficePage
{
    private const int PictureSide = 1_200;

    protected Db Db => db;

    [BindProperty]
    public ItemInput Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Picture { get; set; }

    /// <summary>The version that was shown: a second member's change is not overwritten.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Null for a new one.</summary>
    public CatalogueItem? Item { get; protected set; }

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<PriceList> Lists { get; private set; } = [];

    /// <summary>The extras ticked, and some items to add, by their names.</summary>
    public IReadOnlyDictionary<Guid, string> Known { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<string> Offers { get; private set; } = [];

    protected async Task Look()
    {
        Account = await db.Accounts.AsNoTracking().SingleAsync();
        Lists = await db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ThenBy(list => list.Id).ToListAsync();
    }

    protected void Show() =>
        Input = ItemInput.Of(
            Item?.Details ?? new CatalogueDetails { Vat = VatChoices.Usual(Account, new QuoteContent()) },
            Account,
            Lists,
            texts.Culture
        );

    protected async Task<PageResult> Form()
    {
        var wanted = Input.Extras;
        Known = await db
            .Catalogue.AsNoTracking()
            .Where(item => wanted.Contains(item.Id))
            .ToDictionaryAsync(item => item.Id, item => item.Name);
        Offers = await db
            .Catalogue.AsNoTracking()
            .OnOffer()
            .OrderBy(item => item.SortName)
            .Take(200)
            .Select(item => item.Name)
            .ToListAsync();
        return Page();
    }

    protected async Task<IActionResult> Save(CancellationToken stop)
    {
        if (!ModelState.IsValid)
            return await Form();
        if (Item is not null && Version != Item.Version)
            return await ChangedMeanwhile(Item.Version);
        try
        {
            var details = Input.Over(Item?.Details ?? new CatalogueDetails(), Account, Lists, texts.Culture);
            details = details with { Extras = await Extras(), Picture = await Kept(details.Picture, stop) };
            await Free(details.Code);
            if (Item is null)
                db.Catalogue.Add(Item = new CatalogueItem(db.NewId(), db.AccountId, details, Account.Language, db.Now));
            else
                Item.Change(details, Account.Language, db.Now);
            await db.SaveChangesAsync(stop);
        }
        catch (BrokenRuleException broken)
        {
            // Names and descriptions are one field a language; the first is the account's.
            ModelState.Add(
                broken.Field is "Name" or "Description"
                    ? new BrokenRuleException(broken.Rule, "Texts[0]." + broken.Field, [.. broken.Args])
                    : broken,
                texts,
                broken.Field == nameof(Picture) ? null : nameof(Input)
            );
            return await Form();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody saved between our look and our save.
            return await ChangedMeanwhile(Item!.Version);
        }
        this.Toast(texts["Catalogue.Saved", Item.Name]);
        return Redirect($"/catalogue/{Item.Id}");
    }

    // What was typed stays; saving again overwrites knowingly.
    private async Task<IActionResult> ChangedMeanwhile(int version)
    {
        ModelState.Remove(nameof(Version));
        Version = version;
        ModelState.AddModelError("", texts["Catalogue.ChangedMeanwhile"]);
        return await Form();
    }

    private async Task<string?> Kept(string? old, CancellationToken stop) =>
        Picture is not null ? await pictures.Keep(Picture, nameof(Picture), PictureSide, PictureSide, stop)
        : Input.RemovePicture ? null
        : old;

    private async Task<IReadOnlyList<Guid>> Extras()
    {
        var wanted = Input.Extras;
        var known = await db.Catalogue.Where(item => wanted.Contains(item.Id)).Select(item => item.Id).ToListAsync();
        var extras = wanted.Where(known.Contains).ToList();
        if (SearchText.Fold(Input.AddExtra) is { Length: > 0 } typed)
            extras.Add(
                await db
                    .Catalogue.OnOffer()
                    .Where(item => item.CodeKey == typed || item.SortName == typed)
                    .OrderBy(item => item.CodeKey == typed ? 0 : 1)
                    .Select(item => (Guid?)item.Id)
                    .FirstOrDefaultAsync()
                    ?? throw new BrokenRuleException("Catalogue.NoSuchExtra", nameof(Input.AddExtra))
            );
        return extras;
    }

    private async Task Free(string code)
    {
        var key = SearchText.Fold(code);
        var own = Item?.Id;
        if (key.Length > 0 && await db.Catalogue.AnyAsync(item => item.CodeKey == key && item.Id != own))
            throw new BrokenRuleException("Catalogue.CodeTaken", nameof(Input.Code));
    }
}

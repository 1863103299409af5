using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Catalogue;

/// <summary>Price lists: each for the customers who bear its tag.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class PricesModel(Db db, Texts texts) : OfficePage
{
    [BindProperty]
    public List<Row> Rows { get; set; } = [];

    public IEnumerable<SelectListItem> Currencies => Currency.All.Select(currency => new SelectListItem(currency.Code, currency.Code));

    public async Task OnGetAsync()
    {
        var lists = await db.PriceLists.AsNoTracking().OrderBy(list => list.Name).ThenBy(list => list.Id).ToListAsync();
        Rows = lists.ConvertAll(list => new Row
        {
            Id = list.Id,
            Name = list.Name,
            Tag = list.Terms.Tag,
            Currency = list.Terms.Currency,
            Percent = TypedNumber.Show(list.Terms.Percent, texts.Culture),
        });
        await AddBlank();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var lists = await db.PriceLists.ToListAsync();
        for (var place = 0; ModelState.IsValid && place < Rows.Count; place++)
            try
            {
                Keep(Rows[place], lists.Find(list => list.Id == Rows[place].Id), lists.Count);
            }
            catch (BrokenRuleException broken)
            {
                ModelState.Add(broken, texts, $"Rows[{place}]");
            }
        if (!ModelState.IsValid)
        {
            db.ChangeTracker.Clear();
            if (!Rows.Exists(row => row.Id is null && string.IsNullOrWhiteSpace(row.Name)))
                await AddBlank();
            return Page();
        }
        await db.SaveChangesAsync();
        this.Toast(texts["Catalogue.ListsSaved"]);
        return Redirect("/catalogue/prices");
    }

    private void Keep(Row row, PriceList? list, int count)
    {
        // An id of nobody's is a row without one.
        if (list is null && string.IsNullOrWhiteSpace(row.Name))
            return;
        if (list is not null && row.Remove)
        {
            db.PriceLists.Remove(list);
            return;
        }
        var percent = string.IsNullOrWhiteSpace(row.Percent)
            ? 0
            : TypedNumber.Parse(row.Percent.Trim().TrimEnd('%'), texts.Culture)
                ?? throw new BrokenRuleException("Shared.Error.Number", nameof(row.Percent));
        var terms = new PriceTerms
        {
            Name = row.Name ?? "",
            Tag = row.Tag ?? "",
            Currency = row.Currency ?? "",
            Percent = percent,
        };
        if (list is not null)
            list.Change(terms);
        else if (count >= PriceList.Most)
            throw new BrokenRuleException("Rules.TooManyLists", nameof(row.Name), PriceList.Most);
        else
            db.PriceLists.Add(new PriceList(db.NewId(), db.AccountId, terms));
    }

    private async Task AddBlank() =>
        Rows.Add(new Row { Currency = await db.Accounts.AsNoTracking().Select(account => account.Currency).SingleAsync() });

    public sealed record Row
    {
        public Guid? Id { get; init; }

        [StringLength(PriceList.NameLength)]
        public string? Name { get; init; }

        [StringLength(80)]
        public string? Tag { get; init; }

        [StringLength(3)]
        public string? Currency { get; init; }

        [StringLength(20)]
        public string? Percent { get; init; }

        public bool Remove { get; init; }
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Catalogue;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Demo;

/// <summary>The services and products of the sample company, by their keys, with the words of all languages.</summary>
internal sealed class SampleCatalogue
{
    private readonly Dictionary<string, CatalogueItem> items;

    private SampleCatalogue(Dictionary<string, CatalogueItem> items) => this.items = items;

    public CatalogueItem this[string service] => items[service];

    public IReadOnlyCollection<CatalogueItem> Items => items.Values;

    public static SampleCatalogue New(Account account, Func<Guid> newId, DateTime now)
    {
        var companies = Languages.All.ToDictionary(
            language => language.Code,
            language => SampleCompany.In(language.Code),
            StringComparer.Ordinal
        );
        var ids = Prices.Keys.ToDictionary(service => service, _ => newId(), StringComparer.Ordinal);
        return new SampleCatalogue(
            Prices.ToDictionary(
                service => service.Key,
                service => new CatalogueItem(
                    ids[service.Key],
                    account.Id,
                    Details(service.Key, account, companies, ids),
                    account.Language,
                    now.AddDays(-190)
                ),
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>What the account has of it; what is missing is added.</summary>
    public static async Task<SampleCatalogue> Of(Db db, Account account)
    {
        var codes = Prices.Keys.Select(service => SearchText.Fold(CodeOf(service))).ToList();
        var known = await db.Catalogue.Where(item => codes.Contains(item.CodeKey!)).ToListAsync();
        var all = New(account, db.NewId, db.Now).items;
        foreach (var (service, item) in all.ToList())
            if (known.Find(other => other.CodeKey == item.CodeKey) is { } old)
                all[service] = old;
            else
                db.Catalogue.Add(item);
        await db.SaveChangesAsync();
        return new SampleCatalogue(all);
    }

    private static CatalogueDetails Details(
        string service,
        Account account,
        Dictionary<string, SampleCompany> companies,
        Dictionary<string, Guid> ids
    )
    {
        var (price, cost, unit, plants, kind) = Prices[service];
        return new CatalogueDetails
        {
            Kind = kind,
            Code = CodeOf(service),
            Texts = companies.ToDictionary(
                company => company.Key,
                company => new CatalogueText(company.Value.Services[service][0], company.Value.Services[service][1]),
                StringComparer.Ordinal
            ),
            Unit = account.Settings.Units.ElementAtOrDefault(unit) ?? "",
            Price = price,
            Cost = cost,
            Vat = RateOf(account, plants),
            Extras = [.. (Extras.GetValueOrDefault(service) ?? []).Select(extra => ids[extra])],
        };
    }

    // A country without VAT has one entry, which says why.
    private static Vat RateOf(Account account, bool plants)
    {
        var all = account.Settings.VatRates;
        var rates = all.Where(rate => rate.Category == "S" || all.All(other => other.Category != "S")).ToList();
        var rate = plants && account.Profile.Address.Country != "GB" ? rates[Math.Min(1, rates.Count - 1)] : rates[0];
        return new Vat
        {
            Category = rate.Category,
            Rate = rate.Rate,
            Reason = rate.Reason.Length > 0 ? rate.Reason : null,
        };
    }

    private static string CodeOf(string service) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{service[..3].ToUpperInvariant()}-{100 + Prices.Keys.ToList().IndexOf(service) * 10}"
        );

    private static readonly Dictionary<string, string[]> Extras = new(StringComparer.Ordinal)
    {
        ["terrace"] = ["lights", "steps"],
        ["timber"] = ["lights"],
        ["composite"] = ["lights"],
        ["lawn"] = ["irrigation", "robot"],
        ["bed"] = ["irrigation"],
    };

    /// <summary>Price without VAT, cost, unit by its place in the account's list, and whether plants' reduced rate is due where there is one.</summary>
    private static readonly Dictionary<string, (decimal Price, decimal Cost, int Unit, bool Plants, CatalogueKind Kind)> Prices = new(
        StringComparer.Ordinal
    )
    {
        ["terrace"] = (112, 61, 5, false, CatalogueKind.Service),
        ["timber"] = (128, 74, 5, false, CatalogueKind.Service),
        ["composite"] = (139.5m, 82, 5, false, CatalogueKind.Service),
        ["excavation"] = (46, 24, 6, false, CatalogueKind.Service),
        ["removal"] = (38, 27, 8, false, CatalogueKind.Service),
        ["base"] = (31.5m, 17, 5, false, CatalogueKind.Service),
        ["steps"] = (245, 138, 0, false, CatalogueKind.Product),
        ["wall"] = (285, 155, 4, false, CatalogueKind.Service),
        ["gravel"] = (58, 33, 5, false, CatalogueKind.Service),
        ["drain"] = (49, 26, 4, false, CatalogueKind.Service),
        ["lawn"] = (14.9m, 7.2m, 5, true, CatalogueKind.Service),
        ["bed"] = (64, 31, 5, true, CatalogueKind.Service),
        ["tree"] = (390, 205, 0, true, CatalogueKind.Product),
        ["hedge"] = (42, 21, 4, true, CatalogueKind.Service),
        ["trim"] = (6.8m, 3.1m, 4, false, CatalogueKind.Service),
        ["prune"] = (420, 230, 0, false, CatalogueKind.Service),
        ["irrigation"] = (1_850, 1_090, 3, false, CatalogueKind.Service),
        ["lights"] = (118, 63, 0, false, CatalogueKind.Product),
        ["pergola"] = (6_900, 4_650, 0, false, CatalogueKind.Product),
        ["fence"] = (79, 44, 4, false, CatalogueKind.Service),
        ["pond"] = (3_450, 1_980, 3, false, CatalogueKind.Service),
        ["robot"] = (2_390, 1_760, 0, false, CatalogueKind.Product),
        ["mowing"] = (145, 82, 0, false, CatalogueKind.Service),
        ["care"] = (320, 176, 0, false, CatalogueKind.Service),
        ["leaves"] = (290, 160, 3, false, CatalogueKind.Service),
        ["plan"] = (980, 420, 3, false, CatalogueKind.Service),
    };
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Campaigns;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Opportunities;

/// <summary>Every property that could be offered the service, with its tick; then one act makes a quote for each ticked one (OP 7).</summary>
[Needs(Permission.RunCampaigns)]
public sealed class PreviewModel(Db db, OpportunityQueries opportunities, Texts texts) : OfficePage
{
    private const int Size = 200;

    [BindProperty(SupportsGet = true)]
    public string Service { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Seller { get; set; }

    /// <summary>Leaves out those where something is open.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Free { get; set; }

    [BindProperty]
    public int Part { get; set; }

    /// <summary>Made with the page: the same form posted twice makes one campaign.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    public string? Except { get; set; }

    [BindProperty]
    public string? Also { get; set; }

    /// <summary>The <see cref="Stand"/> that was looked at.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>The boxes of the page that was posted, and those ticked.</summary>
    [BindProperty]
    public List<Guid> Shown { get; set; } = [];

    [BindProperty]
    public List<Guid> Take { get; set; } = [];

    public string Name { get; private set; } = "";

    public Ticks Ticks { get; private set; } = Ticks.Read(null, null);

    /// <summary>All that the filter lets through, and those of them on this page.</summary>
    public IReadOnlyList<Opportunity> All { get; private set; } = [];

    public IEnumerable<Opportunity> Rows => All.Skip(Part * Size).Take(Size);

    public int Parts => Math.Max(1, (All.Count + Size - 1) / Size);

    /// <summary>Tells one list of properties and their open quotes from another.</summary>
    public string Stand =>
        Convert.ToHexStringLower(
            SHA256.HashData([.. All.SelectMany(one => one.Option.ToByteArray().Append((byte)(one.OpenQuote is null ? 0 : 1)))])
        );

    public int Ticked => All.Count(Ticks.Takes);

    public int WithoutProperty { get; private set; }

    public IReadOnlyDictionary<Guid, string> Sellers { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        Key = db.NewId();
        return Page();
    }

    /// <summary>Another page of the same preview, or another filter; the ticks go along.</summary>
    public async Task<IActionResult> OnPostTurnAsync(int? to, CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        ModelState.Clear();
        Part = Math.Clamp(to ?? 0, 0, Parts - 1);
        return Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken stop)
    {
        if (!await Find(stop))
            return NotFound();
        if (await db.Set<Campaign>().AnyAsync(row => row.Id == Key, stop))
            return Redirect($"/opportunities/{Key}");
        if (Seen != Stand)
        {
            // Nobody makes quotes for a list that he has not seen.
            ModelState.Clear();
            ModelState.AddModelError("", texts["Opportunities.ListChanged"]);
            return Page();
        }
        try
        {
            var wanted = All.Where(Ticks.Takes).Select(one => one.Option);
            db.Add(new Campaign(Key == Guid.Empty ? db.NewId() : Key, db.AccountId, Service, Name, wanted, Me.Id, Me.Name, db.Now));
            await db.SaveChangesAsync(CancellationToken.None);
            return Redirect($"/opportunities/{Key}");
        }
        catch (BrokenRuleException broken)
        {
            ModelState.Clear();
            ModelState.Add(broken, texts);
            return Page();
        }
        catch (DbUpdateException)
        {
            // The same form, twice at once.
            return Redirect($"/opportunities/{Key}");
        }
    }

    private async Task<bool> Find(CancellationToken stop)
    {
        Name = await opportunities.NameOf(Service, stop);
        if (Name.Length == 0)
            return false;
        var today = (await db.Accounts.AsNoTracking().SingleAsync(stop)).Today(db.Now);
        Ticks = Ticks.Read(Except, Also);
        Ticks.Turn(Shown, Take.ToHashSet());
        Sellers = await db.Users.OrderBy(m => m.Name).ToDictionaryAsync(m => m.Id, m => m.Name, stop);
        WithoutProperty = await opportunities.WithoutProperty(Service, today, stop);
        var words = SearchText.Fold(Search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        All =
        [
            .. (await opportunities.Of(Service, today, null, stop))
                .Where(one => Seller is not { } seller || one.Seller == seller)
                .Where(one => !Free || one.OpenQuote is null)
                .Where(one =>
                    words.Length == 0
                    || SearchText.Of(one.CustomerName, one.Place) is var text
                        && words.All(word => text.Contains(word, StringComparison.Ordinal))
                ),
        ];
        Part = Math.Clamp(Part, 0, Parts - 1);
        return true;
    }
}

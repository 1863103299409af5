using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Accounts;
using Paraphe.Domain.Customers;
using Paraphe.Features.Shared;
using Paraphe.Platform.Data;
using Paraphe.Platform.Data.Search;
using Paraphe.Platform.Web;

namespace Paraphe.Features.Customers.Merging;

/// <summary>Finds the other entry of a customer, shows what would win, and makes the two one (CU 12).</summary>
[Needs(Permission.ManageCustomers)]
public sealed class IndexModel(Db db, Texts texts) : OfficePage
{
    public sealed record Other(Guid Id, string Name, CustomerDetails Details);

    /// <param name="Theirs">What the other one says; empty when it is the same.</param>
    public sealed record Line(string Label, string Kept, string Theirs, string Result);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The one who goes.</summary>
    [BindProperty(SupportsGet = true, Name = "with")]
    public Guid? With { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    public Customer Kept { get; private set; } = null!;

    public Customer? Gone { get; private set; }

    public IReadOnlyList<Other> Others { get; private set; } = [];

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>What hangs on the one who goes, and will hang on the other.</summary>
    public IReadOnlyList<(string Label, int Count)> Moving { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await Find())
            return NotFound();
        if (Gone is null)
            Others = [.. await Look(stop)];
        else
            (Lines, Moving) = (
                [.. Compare(Kept, Gone).Where(line => line.Kept.Length + line.Theirs.Length > 0)],
                await Moves(Gone.Id, stop)
            );
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await Find() || Gone is null)
            return NotFound();
        try
        {
            var merge = await new Merge(db).Join(Kept, Gone, stop);
            this.Toast(texts["Customers.Merge.Done", merge.GoneName]);
        }
        catch (BrokenRuleException broken)
        {
            this.Toast(texts.Say(broken));
        }
        return Redirect($"/customers/{Id}");
    }

    /// <summary>Takes the last merge apart again.</summary>
    public async Task<IActionResult> OnPostUndoAsync(CancellationToken stop)
    {
        var last = await db.CustomerMerges.Where(row => row.KeptId == Id).OrderByDescending(row => row.MergedAt).FirstOrDefaultAsync(stop);
        if (last is null)
            return NotFound();
        try
        {
            await new Merge(db).Part(last, stop);
            this.Toast(texts["Customers.Merge.Undone", last.GoneName]);
        }
        catch (BrokenRuleException broken)
        {
            this.Toast(texts.Say(broken));
        }
        return Redirect($"/customers/{Id}");
    }

    private async Task<bool> Find()
    {
        if (await db.Customers.Whole(Id) is not { } kept)
            return false;
        Kept = kept;
        if (With is { } with)
            Gone = with == Id ? null : await db.Customers.Whole(with);
        return With is null || Gone is not null;
    }

    private const int Most = 20;

    private async Task<IEnumerable<Other>> Look(CancellationToken stop)
    {
        var list = string.IsNullOrWhiteSpace(Typed)
            ? await db.Customers.Like(Kept).Where(c => c.Id != Id).OrderBy(c => c.SortName).ThenBy(c => c.Id).Take(Most).ToListAsync(stop)
            : await db.Customers.Nearest(Typed, Most, stop, others => others.Where(c => c.Id != Id));
        return list.Select(c => new Other(c.Id, c.Name, c.Details));
    }

    private IEnumerable<Line> Compare(Customer kept, Customer gone)
    {
        var (one, two) = (kept.Details, gone.Details);
        var joined = CustomerMerge.Joined(one, two);
        var (note, theirs) = (kept.Memo, gone.Memo);
        var memo = CustomerMerge.Joined(note, theirs);
        yield return new(texts["Customers.Name"], one.Name, two.Name, joined.Name);
        yield return new(texts["Customers.Email"], one.Email, two.Email, joined.Email);
        yield return new(texts["Customers.Phone"], one.Phone, two.Phone, joined.Phone);
        yield return new(texts["Customers.Address"], one.Address.OneLine, two.Address.OneLine, joined.Address.OneLine);
        yield return new(texts["Customers.VatNumber"], one.VatNumber, two.VatNumber, joined.VatNumber);
        yield return new(texts["Customers.CompanyNumber"], one.CompanyNumber, two.CompanyNumber, joined.CompanyNumber);
        yield return new(texts["Customers.LeadSource"], one.LeadSource, two.LeadSource, joined.LeadSource);
        yield return new(texts["Customers.Tags"], string.Join(", ", one.Tags), string.Join(", ", two.Tags), string.Join(", ", joined.Tags));
        yield return new(texts["Customers.Iban"], note.Iban, theirs.Iban, memo.Iban);
        yield return new(texts["Customers.Note"], note.Note, theirs.Note, memo.Note);
        yield return new(
            texts["Customers.Contacts"],
            Names(kept),
            Names(gone),
            string.Join(", ", new[] { Names(kept), Names(gone) }.Where(n => n.Length > 0))
        );
        yield return new(
            texts["Customers.Properties"],
            Places(kept),
            Places(gone),
            string.Join("; ", new[] { Places(kept), Places(gone) }.Where(n => n.Length > 0))
        );
    }

    private async Task<IReadOnlyList<(string Label, int Count)>> Moves(Guid gone, CancellationToken stop)
    {
        (string Label, int Count)[] all =
        [
            (texts["Customers.Quotes"], await db.Quotes.CountAsync(q => q.CustomerId == gone, stop)),
            (texts["Customers.Requests"], await db.Requests.CountAsync(r => r.CustomerId == gone, stop)),
            (texts["Customers.Orders"], await db.WorkOrders.CountAsync(o => o.CustomerId == gone, stop)),
            (texts["Contracts.Title"], await db.Contracts.CountAsync(c => c.CustomerId == gone, stop)),
            (texts["Invoices.Title"], await db.Invoices.CountAsync(i => i.CustomerId == gone, stop)),
            (texts["Customers.Files"], await db.CustomerFiles.CountAsync(f => f.CustomerId == gone, stop)),
        ];
        return [.. all.Where(one => one.Count > 0)];
    }

    private static string Places(Customer of) =>
        string.Join("; ", of.Properties.Select(property => property.Name.Length > 0 ? property.Name : property.Address.OneLine));

    private static string Names(Customer of) => string.Join(", ", of.Contacts.Select(contact => contact.Details.Name));
}

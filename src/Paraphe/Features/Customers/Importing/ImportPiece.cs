using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Json;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Customers.Importing;

/// <summary>Some rows of a file, looked up in the list together and written together.</summary>
/// <param name="seen">Keys of the rows before.</param>
/// <param name="dry">Only tells what would happen.</param>
public sealed class ImportPiece(Db db, Guid importId, ImportPlan plan, HashSet<string> seen, bool dry)
{
    /// <summary>More are counted, not told one by one.</summary>
    private const int MostFlaws = 20_000;

    private readonly List<Customer> added = [];
    private readonly List<ImportedCustomer> done = [];
    private readonly List<ImportFlaw> flaws = [];
    private int fresh;
    private int changed;
    private int skipped;
    private int wrong;

    /// <returns>False when it was cancelled meanwhile.</returns>
    public async Task<bool> Take(IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var import = await db.CustomerImports.SingleAsync(row => row.Id == importId, stop);
        if (!import.IsAtWork)
            return false;
        var known = await Known(rows, stop);
        foreach (var row in rows)
            TakeRow(row, import, known);
        if (import.Tally.Wrong > MostFlaws)
            flaws.Clear();
        var tally = import.Tally;
        import.Advance(
            rows[^1].Line,
            tally with
            {
                Rows = tally.Rows + rows.Count,
                Added = tally.Added + fresh,
                Changed = tally.Changed + changed,
                Skipped = tally.Skipped + skipped,
                Wrong = tally.Wrong + wrong,
            }
        );
        if (!dry)
        {
            await db.Insert(added, stop);
            await db.Insert(added.SelectMany(customer => customer.Contacts), stop);
            await db.Insert(added.SelectMany(customer => customer.Contacts).SelectMany(contact => contact.Addresses), stop);
            await db.Insert(added.SelectMany(customer => customer.Properties), stop);
            await db.Insert(done, stop);
        }
        await db.Insert(flaws, stop);
        db.Announce($"account:{db.AccountId}", $"import-{importId}");
        await db.SaveChangesAsync(stop);
        return true;
    }

    private void TakeRow(ImportRow row, CustomerImport import, Dictionary<string, Customer> known)
    {
        var key = row.Key(plan.Key);
        var of =
            row.Reference is { } id && known.TryGetValue(id.ToString(), out var named) ? named
            : key.Length > 0 ? known.GetValueOrDefault(key)
            : null;
        var details = row.Over(of?.Details ?? new CustomerDetails());
        var memo = row.Over(of?.Memo ?? new CustomerMemo());
        var found = row.Flaws(details, memo).ToList();
        if (key.Length > 0 && !seen.Add(key))
            found.Add((Field(plan.Key), key, new BrokenRuleException("Customers.Import.Twice")));
        if (found.Count > 0)
        {
            wrong++;
            foreach (var (field, value, rule) in found)
                flaws.Add(
                    new ImportFlaw(
                        db.NewId(),
                        import,
                        row.Line,
                        field,
                        value[..Math.Min(value.Length, 200)],
                        rule.Rule,
                        [.. rule.Args.Select(arg => Convert.ToString(arg, System.Globalization.CultureInfo.InvariantCulture)!)]
                    )
                );
        }
        else if (of is null)
            Add(row, details, memo, import);
        else
            Change(of, row, details, memo, import);
    }

    private void Add(ImportRow row, CustomerDetails details, CustomerMemo memo, CustomerImport import)
    {
        if (plan.Rule == ImportRule.UpdateOnly)
        {
            skipped++;
            return;
        }
        fresh++;
        if (dry)
            return;
        var customer = new Customer(db.NewId(), db.AccountId, details, plan.AsProspects, db.Now, memo);
        More(customer, row);
        added.Add(customer);
        done.Add(new ImportedCustomer(db.NewId(), import, customer.Id, null, CustomerImage.Of(customer)));
    }

    private void Change(Customer of, ImportRow row, CustomerDetails details, CustomerMemo memo, CustomerImport import)
    {
        var before = CustomerImage.Of(of);
        var more = HasMore(of, row);
        if (plan.Rule == ImportRule.AddOnly || (!more && Same(before.Details, details) && Same(before.Memo, memo)))
        {
            skipped++;
            return;
        }
        changed++;
        if (dry)
            return;
        of.Change(details);
        of.Remember(memo);
        More(of, row);
        done.Add(new ImportedCustomer(db.NewId(), import, of.Id, before, CustomerImage.Of(of)));
    }

    private bool HasMore(Customer of, ImportRow row) =>
        NewContacts(of, row).Any() || OtherContacts(of, row).Any() || NewProperties(of, row).Any();

    private void More(Customer customer, ImportRow row)
    {
        foreach (var contact in NewContacts(customer, row).ToList())
            customer.AddContact(db.NewId(), contact);
        foreach (var (id, contact) in OtherContacts(customer, row).ToList())
            customer.ChangeContact(id, contact);
        foreach (var (name, address) in NewProperties(customer, row).ToList())
            customer.AddProperty(db.NewId(), name, address);
    }

    private static IEnumerable<ContactDetails> NewContacts(Customer of, ImportRow row) =>
        row.Contacts().Where(contact => Known(of, contact) is null);

    // What a cell says of somebody known takes the place of what was there; an empty one says nothing.
    private static IEnumerable<(Guid Id, ContactDetails Details)> OtherContacts(Customer of, ImportRow row) =>
        from contact in row.Contacts()
        let known = Known(of, contact)
        where known is not null
        let details = known.Details with
        {
            Function = contact.Function.Length > 0 ? contact.Function : known.Details.Function,
            Emails = contact.Emails.Count > 0 ? contact.Emails : known.Details.Emails,
            Phones = contact.Phones.Count > 0 ? contact.Phones : known.Details.Phones,
        }
        where !Same(details, known.Details)
        select (known.Id, details);

    private static Contact? Known(Customer of, ContactDetails contact) =>
        of.Contacts.FirstOrDefault(known =>
            known.Details.Name == contact.Name
            && (
                known.Details.Emails.Count == 0
                || contact.Emails.Count == 0
                || known.Details.Emails.Intersect(contact.Emails, StringComparer.OrdinalIgnoreCase).Any()
            )
        );

    private static IEnumerable<(string Name, Address Address)> NewProperties(Customer of, ImportRow row) =>
        row.Properties().Where(property => !of.Properties.Any(known => known.Address == property.Address));

    // Whom the rows may mean: by reference, then by the key that was chosen.
    private async Task<Dictionary<string, Customer>> Known(IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var known = new Dictionary<string, Customer>(StringComparer.Ordinal);
        var ids = rows.Select(row => row.Reference).OfType<Guid>().Distinct().ToList();
        var keys = rows.Select(row => row.Key(plan.Key)).Where(key => key.Length > 0).Distinct().ToList();
        foreach (var some in ids.Chunk(500))
        foreach (var customer in await Whole(db.Customers.Where(c => some.Contains(c.Id)), stop))
            known[customer.Id.ToString()] = customer;
        foreach (var some in keys.Chunk(500))
        foreach (
            var customer in await Whole(
                plan.Key switch
                {
                    ImportKey.Email => db.Customers.Where(c => some.Contains(c.EmailKey)),
                    ImportKey.VatNumber => db.Customers.Where(c => some.Contains(c.VatKey)),
                    _ => db.Customers.Where(c => some.Contains(c.NumberKey)),
                },
                stop
            )
        )
            known.TryAdd(KeyOf(customer), customer);
        return known;
    }

    private Task<List<Customer>> Whole(IQueryable<Customer> customers, CancellationToken stop)
    {
        var whole = customers.OrderBy(c => c.Id).WithAll();
        return (dry ? whole.AsNoTracking() : whole).ToListAsync(stop);
    }

    private string KeyOf(Customer customer) =>
        plan.Key switch
        {
            ImportKey.Email => customer.EmailKey,
            ImportKey.VatNumber => customer.VatKey,
            _ => customer.NumberKey,
        };

    private static string Field(ImportKey key) =>
        key switch
        {
            ImportKey.Email => "email",
            ImportKey.VatNumber => "vatNumber",
            _ => "companyNumber",
        };

    internal static bool Same<T>(T one, T other) =>
        JsonSerializer.Serialize(one, DomainJson.Options) == JsonSerializer.Serialize(other, DomainJson.Options);
}

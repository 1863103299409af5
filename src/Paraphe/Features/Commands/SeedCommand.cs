using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Paraphe.Domain.Customers;
using Paraphe.Features.Demo;
using Paraphe.Features.Demo.Seeding;
using Paraphe.Platform.Data;

namespace Paraphe.Features.Commands;

/// <summary>Fills an account with much data, quickly: for trials and measurements.</summary>
internal static class SeedCommand
{
    public static readonly Command Command = new(
        "seed",
        "--customers N --quotes N [--requests N] [--contracts N] [--account ID|first]",
        "adds realistic data, the same each time; 5 lines a quote; contracts that run today",
        Run
    )
    {
        Named = ["customers", "quotes", "requests", "contracts", "account"],
    };

    private const int Most = 10_000_000;

    // One transaction: short enough that a running application waits for its turn.
    private const int Batch = 4_000;
    private const int Chunk = 250;

    private static async Task<int> Run(Call call)
    {
        call.Arguments.NoWords();
        var (customers, quotes) = (call.Arguments.Number("customers", 0, Most), call.Arguments.Number("quotes", 0, Most));
        var requests = call.Arguments.Find("requests") is null ? 0 : call.Arguments.Number("requests", 0, Most);
        var db = call.The<Db>();
        call.The<Tenant>().Enter(await AccountOf(call.Arguments.Find("account") ?? "first", db));
        await db.Database.OpenConnectionAsync();
        if (db.IsSqlite)
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -200000");

        var clock = Stopwatch.StartNew();
        var account = await db.Accounts.SingleAsync();
        var round = new SeedRound(account.Id, await db.Quotes.CountAsync() + await db.Requests.CountAsync(), db.Now);
        var company = SampleCompany.In(account.Language);
        // Without an address no quote can be sent.
        if (account.Profile.Address.IsEmpty)
        {
            account.ChangeProfile(account.Profile with { Address = company.Company.Address });
            await db.SaveChangesAsync();
            await call.Err.WriteLineAsync("The company had no address; it got the one of the sample.");
        }
        var made = await AddCustomers(db, new SeededCustomers(company, account, round), customers);
        call.Print("customers", Text(customers));
        var contracts = call.Arguments.Number("contracts", 0, Most);
        if (quotes + requests + contracts > 0)
        {
            var sellers = await db
                .Users.AsNoTracking()
                .Where(member => member.DisabledAt == null)
                .OrderBy(member => member.Id)
                .ToListAsync();
            var whose = made.Count > 0 ? made : await Known(db);
            await AddRequests(db, new SeededRequests(company, account, round, whose, sellers), requests);
            var catalogue = await SampleCatalogue.Of(db, account);
            var seeded = new SeededQuotes(company, catalogue, account, round, whose, sellers);
            await AddContracts(db, seeded, contracts);
            clock.Restart();
            await AddQuotes(db, seeded, quotes, call.Err);
        }
        call.Print("contracts", Text(contracts));
        call.Print("requests", Text(requests));
        call.Print("quotes", Text(quotes));
        call.Print("seconds", clock.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        call.Print("quotes-per-second", Text((int)(quotes / Math.Max(0.001, clock.Elapsed.TotalSeconds))));
        return 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<Guid> AccountOf(string which, Db db)
    {
        var all = db.Accounts.IgnoreQueryFilters(Db.AcrossAccounts).OrderBy(account => account.CreatedAt).Select(account => account.Id);
        if (which == "first")
            return await all.FirstOrDefaultAsync() is var first && first != Guid.Empty
                ? first
                : throw new RefusedException("There is no account yet: make one with “account add” or “--demo”.");
        if (!Guid.TryParse(which, out var id))
            throw new WrongUsageException($"--account is an account’s identifier or “first”, not “{which}”.");
        return await all.ContainsAsync(id) ? id : throw new RefusedException($"There is no account {id}.");
    }

    private static async Task<List<Customer>> AddCustomers(Db db, SeededCustomers customers, int count)
    {
        var all = new List<Customer>(count);
        foreach (var batch in Enumerable.Range(0, count).Chunk(Batch))
            await db.InTransaction(async () =>
            {
                var made = batch.AsParallel().AsOrdered().Select(customers.Make).ToList();
                all.AddRange(made);
                await db.Insert(made, CancellationToken.None);
            });
        return all;
    }

    private static async Task AddRequests(Db db, SeededRequests requests, int count)
    {
        foreach (var batch in Enumerable.Range(0, count).Chunk(Batch))
            await db.InTransaction(() => db.Insert(batch.AsParallel().AsOrdered().Select(requests.Make).ToList(), CancellationToken.None));
    }

    private static async Task<IReadOnlyList<Customer>> Known(Db db)
    {
        var known = await db
            .Customers.AsNoTracking()
            .Include(customer => customer.Contacts)
            .Include(customer => customer.Properties)
            .AsSplitQuery()
            .Where(customer => customer.Contacts.Any())
            .OrderBy(customer => customer.Id)
            .Take(10_000)
            .ToListAsync();
        return known.Count > 0 ? known : throw new RefusedException("Quotes need customers: give --customers too.");
    }

    private static async Task AddContracts(Db db, SeededQuotes quotes, int count)
    {
        for (var from = 0; from < count; from += Batch)
        {
            var size = Math.Min(Batch, count - from);
            await db.InTransaction(async () =>
            {
                var plans = await quotes.PlanContracts(db, from, size, CancellationToken.None);
                foreach (var chunk in plans.Chunk(Chunk))
                    await db.Insert(chunk.AsParallel().AsOrdered().Select(quotes.BuildContract).ToArray(), CancellationToken.None);
            });
        }
    }

    private static async Task AddQuotes(Db db, SeededQuotes quotes, int count, TextWriter progress)
    {
        for (var from = 0; from < count; from += Batch)
        {
            var size = Math.Min(Batch, count - from);
            await db.InTransaction(async () =>
            {
                var plans = await quotes.Plan(db, from, size, count, CancellationToken.None);
                // Built side by side while those before are written.
                var built = plans
                    .Chunk(Chunk)
                    .AsParallel()
                    .AsOrdered()
                    .WithMergeOptions(ParallelMergeOptions.NotBuffered)
                    .Select(chunk => chunk.Select(quotes.Build).ToArray());
                foreach (var courses in built)
                    await db.Insert(courses, CancellationToken.None);
            });
            if (from > 0 && from % 100_000 == 0)
                await progress.WriteLineAsync($"{from} quotes");
        }
    }
}

using Paraphe.Domain.Quotes;
using Paraphe.Domain.Requests;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Commands;

public sealed class SeedTests(World world)
{
    [Fact]
    public async Task The_seed_is_the_same_each_time()
    {
        var (one, other) = (await world.Office(), await world.Office());

        foreach (var office in new[] { one, other })
            (await Seed(office, customers: 20, quotes: 150)).Exit.ShouldBe(0);

        (await Told(one)).ShouldBe(await Told(other));
    }

    [Fact]
    public async Task Seeded_quotes_stand_in_every_state_and_their_chains_hold()
    {
        var office = await world.Office();

        var ran = await Seed(office, customers: 30, quotes: 400);

        (ran.Exit, ran["customers"], ran["quotes"]).ShouldBe((0, "30", "400"));
        int.Parse(ran["quotes-per-second"]).ShouldBeGreaterThan(0);
        await office.Db(async db =>
        {
            var quotes = await db.Quotes.AsNoTracking().ToListAsync();
            quotes.Count.ShouldBe(400);
            quotes.ShouldAllBe(quote => quote.Content.Lines.Count() == 5);
            quotes.Select(quote => quote.Standing).Distinct().Count().ShouldBe(5);
            quotes.ShouldContain(quote => quote.RevisionCount == 2);
            quotes.ShouldContain(quote => quote.Standing == Standing.Open && quote.ValidUntil < DateOnly.FromDateTime(db.Now));
            (await db.WorkOrders.CountAsync()).ShouldBe(
                quotes.Count(quote => quote.Standing == Standing.Accepted && quote.Kind != QuoteKind.Contract)
            );
            (await db.Jobs.CountAsync()).ShouldBe(0);
            await db.ShouldHold();
        });
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Seeded_contracts_run_today_and_list_the_same_services()
    {
        var office = await world.Office();

        var ran = await world.Run(["seed", "--customers", "6", "--quotes", "0", "--contracts", "6", "--account", $"{office.AccountId}"]);

        (ran.Exit, ran["contracts"]).ShouldBe((0, "6"));
        (await (await office.Get("/opportunities")).Click("tbody a.go")).All("input[name=Take]").Count.ShouldBe(6);
        await office.Db(db => db.ShouldHold());
    }

    [Fact]
    public async Task A_second_seed_goes_on_with_numbers_and_data()
    {
        var office = await world.Office();
        await Seed(office, customers: 10, quotes: 50);

        (await Seed(office, customers: 0, quotes: 50)).Exit.ShouldBe(0);

        var numbers = await office.Db(db => db.Quotes.Select(quote => quote.DraftNumber).ToListAsync());
        numbers.Order().ShouldBe(Enumerable.Range(1, 100).Select(number => $"D-{number:0000}"));
    }

    [Fact, Trait("Spec", "RQ 9")]
    public async Task Seeded_requests_fill_the_inbox()
    {
        var office = await world.Office();

        for (var round = 0; round < 2; round++)
            (
                await world.Run("seed", "--customers", "10", "--quotes", "0", "--requests", "200", "--account", $"{office.AccountId}")
            ).Exit.ShouldBe(0);

        var page = await office.Get("/requests?tab=all");
        page.All("table.requests tbody tr").Count.ShouldBe(50);
        await office.Db(async db =>
        {
            var requests = await db.Requests.AsNoTracking().ToListAsync();
            requests.Count.ShouldBe(400);
            requests.Where(request => !request.IsSpam).Select(request => request.Status).Distinct().Count().ShouldBe(3);
            requests.ShouldContain(request => request.IsSpam);
            (await db.Messages.CountAsync(message => message.Kind == MessageKind.Out)).ShouldBe(
                requests.Count(request => request.AnsweredAt != null)
            );
        });
    }

    [Fact]
    public async Task Quotes_without_customers_are_refused()
    {
        var ran = await Seed(await world.Office(), customers: 0, quotes: 5);

        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("customers");
    }

    private Task<Ran> Seed(Office office, int customers, int quotes) =>
        world.Run("seed", "--customers", $"{customers}", "--quotes", $"{quotes}", "--account", $"{office.AccountId}");

    private static async Task<string> Told(Office office) =>
        await office.Db(async db =>
        {
            var quotes = await db.Quotes.AsNoTracking().OrderBy(quote => quote.DraftNumber).ToListAsync();
            var events = (await db.Events.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync()).ToLookup(e => e.QuoteId, e => e.What);
            return string.Join(
                '\n',
                quotes.Select(q => $"{q.DraftNumber} {q.Number} {q.CustomerName} {q.Total} {q.Standing} {string.Join(',', events[q.Id])}")
            );
        });
}

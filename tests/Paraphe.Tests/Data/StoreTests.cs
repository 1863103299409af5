using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;

namespace Paraphe.Tests.Data;

public sealed class StoreTests(World world)
{
    [Fact]
    public async Task An_account_sees_only_its_own_rows()
    {
        var (ours, theirs) = (await world.Office(), await world.Office());
        await theirs.Db(async db =>
        {
            db.Customers.Add(
                new Customer(db.NewId(), db.AccountId, new CustomerDetails { Name = "Hélène Perret" }, prospect: true, db.Now)
            );
            await db.SaveChangesAsync();
        });

        (await ours.Db(db => db.Customers.CountAsync())).ShouldBe(0);
        (await theirs.Db(db => db.Customers.CountAsync())).ShouldBe(1);
        (await ours.Db(db => db.Users.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_row_of_another_account_cannot_be_written()
    {
        var (ours, theirs) = (await world.Office(), await world.Office());

        await Should.ThrowAsync<InvalidOperationException>(() =>
            ours.Db(async db =>
            {
                db.Customers.Add(
                    new Customer(db.NewId(), theirs.AccountId, new CustomerDetails { Name = "Hélène Perret" }, prospect: true, db.Now)
                );
                await db.SaveChangesAsync();
            })
        );
    }

    [Fact]
    public async Task Numbers_are_drawn_without_gaps_by_many_at_once()
    {
        var office = await world.Office();

        var drawn = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(each =>
                    office.Db(db =>
                        db.InTransaction(async () =>
                            {
                                var number = await db.Draw("offer/2026");
                                if (each % 4 == 0)
                                    await db.Database.CurrentTransaction!.RollbackAsync();
                                return each % 4 == 0 ? 0 : number;
                            })
                            .ContinueWith(done => done.IsFaulted ? 0 : done.Result, TaskScheduler.Default)
                    )
                )
        );

        drawn.Where(number => number > 0).Order().ShouldBe(Enumerable.Range(1, 15).Select(number => (long)number));
    }

    [Fact]
    public async Task A_quote_is_kept_whole_and_the_second_writer_of_a_version_is_refused()
    {
        var office = await world.Office();
        var line = new QuoteLine
        {
            Key = Guid.NewGuid(),
            Name = "Dallage",
            Quantity = 38.125m,
            UnitPrice = 110.0001m,
            Vat = Vat.Standard(20),
            Cost = 70,
        };
        var id = await office.Db(async db =>
        {
            var content = new QuoteContent
            {
                Title = "Terrasse",
                Language = "fr-FR",
                Items = ImmutableArray.Create<QuoteItem>(line),
                StartsAt = new DateTime(2027, 3, 8, 8, 0, 0),
            };
            var quote = new Quote(db.NewId(), db.AccountId, QuoteKind.Offer, "D-1", content, office.Member.AsActor, db.Now);
            db.Quotes.Add(quote);
            await db.SaveChangesAsync();
            return quote.Id;
        });

        await office.Db(async first =>
        {
            var mine = await first.Quotes.SingleAsync(quote => quote.Id == id);
            mine.Content.Items.ShouldHaveSingleItem().ShouldBe(line);
            mine.Content.StartsAt.ShouldBe(new DateTime(2027, 3, 8, 8, 0, 0));
            await office.Db(async second =>
            {
                var theirs = await second.Quotes.SingleAsync(quote => quote.Id == id);
                theirs.ChangeItem(line with { Quantity = 40 }, second.Now);
                await second.SaveChangesAsync();
            });
            mine.RemoveItem(line.Key, first.Now);
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync());
        });

        var (count, head, events) = await office.Db(async db =>
        {
            var quote = await db.Quotes.SingleAsync(quote => quote.Id == id);
            return (quote.EventCount, quote.EventHead, await db.Events.Where(e => e.QuoteId == id).OrderBy(e => e.Sequence).ToListAsync());
        });
        EventChain.Verify(events, head, count).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_nodes_start_at_once_on_one_empty_database()
    {
        await using var first = new World { Empty = true };
        await using var second = new World { Settings = { ["PARAPHE_DATA"] = first.Data, ["PARAPHE_DATABASE"] = first.Database } };

        await Task.WhenAll(Task.Run(() => first.Services), Task.Run(() => second.Services));

        var office = await first.Office();
        await using var scope = second.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(office.AccountId);
        (await scope.ServiceProvider.GetRequiredService<Db>().Accounts.CountAsync()).ShouldBe(1);
    }
}

using System.Net;
using Paraphe.Domain.Events;
using Paraphe.Platform.Data;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Robust;

/// <summary>Two people, or a person and a job, act on one quote at the same moment.</summary>
public sealed class SameMomentTests(World world)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_comes_second_meets_one_and_the_same_clash(bool inTransaction)
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Db(async mine =>
        {
            var ours = await mine.Quotes.SingleAsync(row => row.Id == id);
            ours.Record(office.Member.AsActor, "quote.noted", new { by = "us" }, mine.Now);
            await office.Db(async theirs =>
            {
                (await theirs.Quotes.SingleAsync(row => row.Id == id)).Record(
                    office.Member.AsActor,
                    "quote.noted",
                    new { by = "them" },
                    theirs.Now
                );
                await theirs.SaveChangesAsync();
            });
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() =>
                inTransaction ? mine.InTransaction(() => (Task)mine.SaveChangesAsync()) : mine.SaveChangesAsync()
            );
        });
        // An event alone, whose quote somebody else has moved on: the same.
        var (last, stale) = await office.Db(async db =>
            (
                await db.Events.AsNoTracking().OrderByDescending(row => row.Sequence).FirstAsync(row => row.QuoteId == id),
                await db.Quotes.SingleAsync(row => row.Id == id)
            )
        );
        await office.Db(async db =>
        {
            db.Events.Add(
                EventChain.Append(stale.AccountId, id, last.Sequence - 1, last.Previous, db.Now, office.Member.AsActor, "quote.noted", null)
            );
            await Should.ThrowAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });
        await ChainHolds(office, id);
    }

    [Fact]
    public async Task Acts_of_members_and_customer_at_once_are_done_or_told_to_look_again_and_never_an_error()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Want(policies => policies with { ForwardingAllowed = true });
        var link = await office.Send(id);
        var acts = new List<Func<Task<Page>>>();
        for (var i = 0; i < 2; i++)
        {
            var time = await Page.Get(world.Visitor(), link + "/time");
            var at = new Dictionary<string, object?>
            {
                ["date"] = $"2027-04-{10 + i}",
                ["hour"] = "09:00",
                ["name"] = "Claire",
            };
            acts.Add(() => time.Submit("main form", at));
            var pass = await Page.Get(world.Visitor(), link + "/forward");
            var to = new Dictionary<string, object?> { ["Name"] = "Paul", ["Email"] = $"paul{i}@fontanel.example" };
            acts.Add(() => pass.Submit("main form", to));
            var extend = await office.Get($"/quotes/{id}/status/Validity");
            var until = new Dictionary<string, object?> { ["Input.Until"] = $"2027-0{i + 1}-20" };
            acts.Add(() => extend.Submit("form.sheet", until));
            var follow = await office.Get($"/quotes/{id}/follow-up");
            var note = new Dictionary<string, object?> { ["Input.Note"] = $"Relance {i}" };
            acts.Add(() => follow.Submit("form.sheet", note));
        }
        var answers = await Task.WhenAll(acts.Select(act => Task.Run(act)));
        answers.ShouldAllBe(page => page.Status == HttpStatusCode.OK || page.Status == HttpStatusCode.Conflict);
        answers.Where(page => page.Status == HttpStatusCode.Conflict).ShouldAllBe(page => page.Text.Contains("au même moment"));
        await office.Settle();
        await ChainHolds(office, id);
        // What was answered as done is there.
        var passed = answers.Count(page => page.Url.EndsWith("done=true", StringComparison.Ordinal));
        (await office.Db(db => db.Deliveries.CountAsync(row => row.QuoteId == id && row.ForwardedFromId != null))).ShouldBe(passed);
        (await office.Quote(id)).Time.ShouldNotBeNull();
    }

    private static async Task ChainHolds(Office office, Guid id)
    {
        var quote = await office.Quote(id);
        var events = await office.Db(db => db.Events.AsNoTracking().Where(row => row.QuoteId == id).OrderBy(r => r.Sequence).ToListAsync());
        EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
    }
}

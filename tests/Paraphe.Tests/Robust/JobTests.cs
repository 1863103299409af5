using Microsoft.Extensions.DependencyInjection;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Live;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Robust;

/// <summary>Jobs on two nodes that share a database: done once, taken over, put off, given up, tried again.</summary>
public sealed class JobTests
{
    [Fact]
    public async Task Two_nodes_share_the_work_and_do_each_job_once()
    {
        await using var first = new Node();
        await using var second = Node.Beside(first);
        var office = await first.Office();
        var run = Guid.NewGuid().ToString();
        const int count = 300;
        await office.Db(async db =>
        {
            for (var number = 0; number < count; number++)
                db.Enqueue(new Counted(number, run));
            await db.SaveChangesAsync();
        });

        await first.Runner.StartAsync(default);
        await second.Runner.StartAsync(default);
        await Until(async () => await office.Db(db => db.Jobs.AllAsync(job => job.State == JobState.Done)));
        await first.Runner.StopAsync(default);
        await second.Runner.StopAsync(default);

        Counted.Done.Where(one => one.Key.Run == run).ShouldAllBe(one => one.Value == 1);
        Counted.Done.Count(one => one.Key.Run == run).ShouldBe(count);
        (await office.Db(db => db.Jobs.AllAsync(job => job.Attempts == 1))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_of_a_node_that_died_is_taken_again_when_its_lease_ends_and_the_dead_changes_nothing_more()
    {
        await using var node = new Node();
        var office = await node.Office();
        await Enqueue(office, new Counted(1, Guid.NewGuid().ToString()));
        var dead = (await node.Queue.Take(default)).ShouldNotBeNull();

        node.Clock.Move(JobQueue.Lease - TimeSpan.FromSeconds(1));
        (await node.Queue.Take(default)).ShouldBeNull();
        node.Clock.Move(TimeSpan.FromSeconds(2));
        var heir = (await node.Queue.Take(default)).ShouldNotBeNull();
        heir.Id.ShouldBe(dead.Id);

        (await node.Queue.Done(dead)).ShouldBeFalse();
        await node.Queue.PutBack(dead, "late", TimeSpan.Zero, counts: true);
        (await State(office)).ShouldBe(JobState.Running);
        (await node.Queue.Renew(dead)).ShouldBeFalse();
        (await node.Queue.Done(heir)).ShouldBeTrue();
        (await State(office)).ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task A_lease_that_is_renewed_does_not_end()
    {
        await using var node = new Node();
        await Enqueue(await node.Office(), new Counted(1, Guid.NewGuid().ToString()));
        var job = (await node.Queue.Take(default)).ShouldNotBeNull();
        for (var minute = 0; minute < 5; minute++)
        {
            node.Clock.Move(JobQueue.Lease - TimeSpan.FromSeconds(1));
            (await node.Queue.Renew(job)).ShouldBeTrue();
            (await node.Queue.Take(default)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Work_that_a_killed_process_left_on_SQLite_is_taken_up_at_the_next_start()
    {
        await using var node = new Node();
        Assert.SkipWhen(node.Database.Length > 0, "Nodes of one PostgreSQL cannot know which of them died");
        var office = await node.Office();
        await Enqueue(office, new Counted(1, Guid.NewGuid().ToString()));
        (await node.Queue.Take(default)).ShouldNotBeNull();

        await node.Runner.StartAsync(default);
        await Until(async () => await State(office) == JobState.Done);
        await node.Runner.StopAsync(default);
    }

    [Fact]
    public async Task A_job_that_kills_its_process_each_time_is_given_up()
    {
        await using var node = new Node();
        var office = await node.Office();
        await Enqueue(office, new Counted(1, Guid.NewGuid().ToString()));
        for (var life = 0; life < JobQueue.MostAttempts; life++)
        {
            (await node.Queue.Take(default)).ShouldNotBeNull();
            node.Clock.Move(JobQueue.Lease + TimeSpan.FromSeconds(1));
        }
        (await node.Runner.RunNext(default)).ShouldBeTrue();
        (await State(office)).ShouldBe(JobState.Failed);
    }

    [Fact]
    public async Task Of_one_lane_no_more_are_taken_than_it_bears_however_many_take_at_once()
    {
        await using var node = new Node();
        var office = await node.Office();
        await office.Db(async db =>
        {
            for (var i = 0; i < 40; i++)
                db.Jobs.Add(Job.Of(new Calls(), db.NewId(), db.AccountId, db.Now, db.Now));
            await db.SaveChangesAsync();
        });
        var taken = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => node.Queue.TakeCall(default))));
        taken.Count(job => job is not null).ShouldBe(JobQueue.MostOfLane);
    }

    private sealed record Calls : IJob
    {
        public string Lane => "webhook/one";
    }

    [Fact]
    public async Task Work_that_meets_a_person_at_the_same_row_looks_again_at_once()
    {
        await using var node = new Node();
        var office = await node.Office();
        var quote = await office.Draft();
        await Enqueue(office, new Meets(quote, Times: 2));
        await node.RunJobs();
        var job = await office.Db(db => db.Jobs.SingleAsync(row => row.Kind == nameof(Meets)));
        (job.State, job.Attempts, job.LastError).ShouldBe((JobState.Done, 1, ""));
        (await office.Db(db => db.Events.CountAsync(row => row.QuoteId == quote && row.What == "quote.noted"))).ShouldBe(3);
    }

    [Fact]
    public async Task Broken_work_waits_longer_each_time_then_stands_on_the_Owners_page_and_can_be_tried_again()
    {
        await using var node = new Node();
        var office = await node.Office("GB", "en");
        var run = Guid.NewGuid().ToString();
        await Enqueue(office, new Breaks(run));
        var waits = new List<double>();
        for (var attempt = 1; attempt < JobQueue.MostAttempts; attempt++)
        {
            (await node.Runner.RunNext(default)).ShouldBeTrue();
            (await node.Runner.RunNext(default)).ShouldBeFalse("it waits");
            var wait = await office.Db(async db => (await db.Jobs.SingleAsync()).RunAt - db.Now);
            waits.Add(wait.TotalSeconds);
            node.Clock.Move(wait);
        }
        waits.Take(4).ShouldBe([5, 10, 20, 40]);
        waits.Max().ShouldBeLessThanOrEqualTo(6 * 3600);
        await node.RunJobs();

        var page = await office.Get("/settings/jobs");
        page.Text.ShouldContain("The well is dry", customMessage: page.Text);
        Breaks.Mended[run] = true;
        (await page.Submit("form:has(input[name=id])")).Has("form:has(input[name=id])").ShouldBeFalse();
        await node.RunJobs();
        (await office.Db(db => db.Jobs.SingleAsync(job => job.Kind == nameof(Breaks)))).State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task Done_work_is_forgotten_after_two_weeks_and_failed_work_never()
    {
        await using var node = new Node();
        var office = await node.Office();
        var run = Guid.NewGuid().ToString();
        await Enqueue(office, new Counted(1, run));
        await Enqueue(office, new Breaks(run));
        for (var attempt = 0; attempt < JobQueue.MostAttempts; attempt++)
        {
            await node.RunJobs();
            node.Clock.Move(TimeSpan.FromHours(7));
        }
        (await node.Queue.ForgetDone()).ShouldBe(0);
        node.Clock.Move(JobQueue.Memory);

        (await node.Queue.ForgetDone()).ShouldBeGreaterThan(0);
        (await office.Db(db => db.Jobs.Where(job => job.State != JobState.Waiting).Select(job => job.Kind).ToListAsync())).ShouldBe([
            nameof(Breaks),
        ]);
    }

    [Fact]
    public async Task A_notice_made_on_one_node_rings_on_the_other()
    {
        await using var first = new Node();
        Assert.SkipWhen(first.Database.Length == 0, "SQLite has one node");
        await using var second = Node.Beside(first);
        var office = await first.Office();
        await using var ears = await second.Listen(first.Database);
        using var listening = second.Services.GetRequiredService<Announcer>().Listen($"member:{office.Member.Id}");

        await office.Db(async db =>
        {
            db.Announce($"member:{office.Member.Id}", "bell");
            await db.SaveChangesAsync();
        });

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        (await listening.Announcements.ReadAsync(patience.Token)).Data.ShouldBe("bell");
    }

    [Fact]
    public async Task Jobs_of_one_node_wake_the_other_at_once()
    {
        await using var first = new Node();
        Assert.SkipWhen(first.Database.Length == 0, "SQLite has one node");
        await using var second = Node.Beside(first);
        var office = await first.Office();
        await using var ears = await second.Listen(first.Database);
        await second.Runner.StartAsync(default);
        await Task.Delay(300);
        var run = Guid.NewGuid().ToString();
        await Enqueue(office, new Counted(1, run));
        await Until(() => Task.FromResult(Counted.Done.ContainsKey((run, 1))), TimeSpan.FromSeconds(2));
        await second.Runner.StopAsync(default);
    }

    private static Task Enqueue(Office office, IJob job) =>
        office.Db(async db =>
        {
            db.Enqueue(job);
            await db.SaveChangesAsync();
        });

    private static async Task<JobState> State(Office office) =>
        await office.Db(db => db.Jobs.Where(job => job.Kind == nameof(Counted)).Select(job => job.State).SingleAsync());

    internal static async Task Until(Func<Task<bool>> isSo, TimeSpan? patience = null)
    {
        var last = Environment.TickCount64 + (long)(patience ?? TimeSpan.FromSeconds(60)).TotalMilliseconds;
        while (!await isSo())
        {
            Environment.TickCount64.ShouldBeLessThan(last, "It takes too long");
            await Task.Delay(50);
        }
    }
}

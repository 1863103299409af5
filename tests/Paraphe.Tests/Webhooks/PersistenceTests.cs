using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Webhooks;
using Paraphe.Features.Webhooks;
using Paraphe.Platform.Jobs;
using Paraphe.Tests.Portal;
using Paraphe.Tests.Robust;

namespace Paraphe.Tests.Webhooks;

/// <summary>A world of webhooks whose clock these tests move.</summary>
public sealed class WebhookWorld : World;

/// <summary>What becomes of a message when nobody answers, when time passes, when a node dies over it.</summary>
public sealed class PersistenceTests(WebhookWorld world) : IClassFixture<WebhookWorld>
{
    [Fact]
    public async Task What_was_answered_with_an_error_comes_again_later_with_the_same_id()
    {
        var office = await world.Office("GB", "en");
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = 500;
            return http.Response.WriteAsync("The till is stuck");
        });
        var (id, _) = await office.Hook(receiver, "customer.created");
        await office.AddCustomer("Claire");
        await office.Settle();

        (await (await office.Get($"/settings/webhooks/{id}")).Click("table.list a.go")).Text.ShouldContain("The till is stuck");
        (await office.Webhook(id)).FailingSince.ShouldNotBeNull();
        receiver.Answer = null;
        await office.Settle();
        receiver.All.Count.ShouldBe(1, "it waits");
        world.Clock.Move(TimeSpan.FromSeconds(6));
        await office.Settle();

        receiver.All.Count.ShouldBe(2);
        receiver.All.Select(heard => heard.Id).Distinct().ShouldHaveSingleItem();
        receiver.All.Select(heard => heard.Headers["webhook-timestamp"]).ShouldBeUnique();
        (await office.Messages(id)).Single().State.ShouldBe(WebhookDeliveryState.Delivered);
        (await office.Webhook(id)).FailingSince.ShouldBeNull();
    }

    [Fact]
    public async Task A_job_that_runs_twice_sends_once_and_one_that_died_before_it_noted_the_answer_sends_the_same_id()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        var (id, _) = await office.Hook(receiver, "customer.created");
        await office.AddCustomer("Claire");
        var message = (await office.Messages(id)).Single();

        // The application is stopped while the other side thinks about it.
        using (var stop = new CancellationTokenSource())
        {
            receiver.Answer = async http =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            };
            var runner = world.Services.GetRequiredService<JobRunner>();
            while (!stop.IsCancellationRequested && await runner.RunNext(stop.Token)) { }
        }
        receiver.Answer = null;
        await office.Settle();
        await office.Db(async db =>
        {
            db.Enqueue(new DeliverWebhook(message.Id, id, Try: 1));
            await db.SaveChangesAsync();
        });
        await office.Settle();

        receiver.All.Count.ShouldBe(2);
        receiver.All.Select(heard => heard.Id).Distinct().ShouldHaveSingleItem();
        (await office.Messages(id)).Single().TryCount.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_new_secret_both_sign_for_a_day_then_the_new_one_alone()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        var (id, old) = await office.Hook(receiver, "quote.signed");
        var fresh = (await office.Press(id, "#rotate")).TextOf("#secret code");

        await office.SendTest(id);
        await office.Settle();
        var during = receiver.All.Single();
        var then = world.Clock.GetUtcNow();
        world.Clock.Move(TimeSpan.FromHours(25));
        await office.SendTest(id);
        await office.Settle();
        var after = receiver.All.Last();

        (during.Signatures.Length, after.Signatures.Length).ShouldBe((2, 1));
        (await Hooks.Believes(then, (old, during), (fresh, during))).ShouldBe([true, true]);
        (await Hooks.Believes(world.Clock.GetUtcNow(), (old, after), (fresh, after))).ShouldBe([false, true]);
    }

    [Fact]
    public async Task An_address_that_is_gone_is_turned_off_and_the_Owner_told()
    {
        var office = await world.Office("GB", "en");
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = 410;
            return Task.CompletedTask;
        });
        var (id, _) = await office.Hook(receiver, "customer.created");
        await office.AddCustomer("Claire");
        await office.Settle();
        await office.AddCustomer("Paul");
        await office.Settle();

        receiver.All.Count.ShouldBe(1);
        (await office.Get($"/settings/webhooks/{id}")).Text.ShouldContain("410");
        (await office.Get("/notices")).Text.ShouldContain("The webhook to 127.0.0.1 was turned off");
        (await office.Messages(id)).Single().State.ShouldBe(WebhookDeliveryState.Failed);
    }

    [Fact]
    public async Task Nothing_got_through_for_three_days_it_is_turned_off_and_later_all_that_failed_is_sent_again()
    {
        var office = await world.Office("GB", "en");
        await using var receiver = await Receiver.Start(http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        var (id, _) = await office.Hook(receiver, "customer.created");
        await office.AddCustomer("Claire");
        await office.AddCustomer("Paul");
        await office.Settle();
        var waits = new List<TimeSpan>();
        while ((await office.Messages(id))[0].NextAt is { } next)
        {
            waits.Add(next - world.Clock.GetUtcNow().UtcDateTime);
            world.Clock.Set(new DateTimeOffset((await office.Messages(id)).Max(row => row.NextAt)!.Value, TimeSpan.Zero));
            await office.Settle();
        }

        waits.Count.ShouldBe(9);
        waits.Aggregate((sum, one) => sum + one).TotalDays.ShouldBeInRange(3, 3.6);
        receiver.All.Count.ShouldBe(19, "ten tries of the one, and with the last of them the address is off for the other");
        (await office.Webhook(id)).OffBecause.ShouldBe(WebhookOff.Failing);
        (await office.Get("/notices")).Text.ShouldContain("was turned off");

        receiver.Answer = null;
        await office.Press(id, "form[action*=On]");
        (await office.Press(id, "form[action*=Replay]", "?state=Failed")).Text.ShouldContain("2 messages are on their way");
        await office.Settle();
        (await office.Messages(id)).ShouldAllBe(row => row.State == WebhookDeliveryState.Delivered);
        receiver.All.Select(heard => heard.Id).Distinct().Count().ShouldBe(2);
        (await office.Webhook(id)).IsOn.ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_asks_for_time_is_given_it()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start(http =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (429, "3600");
            return Task.CompletedTask;
        });
        var (id, _) = await office.Hook(receiver, "customer.created");
        await office.AddCustomer("Claire");
        await office.Settle();
        ((await office.Messages(id)).Single().NextAt - world.Clock.GetUtcNow().UtcDateTime).ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task The_log_forgets_after_thirty_days()
    {
        var office = await world.Office();
        await using var receiver = await Receiver.Start();
        var (id, _) = await office.Hook(receiver, "customer.created");
        await office.AddCustomer("Claire");
        await office.Settle();
        world.Clock.Move(TimeSpan.FromDays(31));
        await office.AddCustomer("Paul");
        await office.Settle();
        (await office.Messages(id)).ShouldHaveSingleItem().Body.ShouldContain("Paul");
    }

    [Fact, Trait("Spec", "QU 9")]
    public async Task A_quote_whose_last_day_passes_is_told_of_once_by_bell_and_webhook_and_one_put_off_later()
    {
        var office = await world.Office("GB", "en");
        await using var receiver = await Receiver.Start();
        await office.Hook(receiver, "quote.expired");
        var quote = await office.Draft();
        await office.Send(quote);
        var until = (await office.Quote(quote)).ValidUntil!.Value;
        await office.Db(async db =>
        {
            var row = await db.Quotes.SingleAsync(one => one.Id == quote);
            row.Extend(until.AddDays(1), (await db.Accounts.SingleAsync()).Today(db.Now), office.Member.AsActor, db.Now);
            await db.SaveChangesAsync();
        });

        world.Clock.Set(new DateTimeOffset(until.AddDays(1).ToDateTime(new TimeOnly(20, 0)), TimeSpan.Zero));
        await office.Settle();
        receiver.All.ShouldBeEmpty();
        world.Clock.Move(TimeSpan.FromDays(1));
        await office.Settle();
        world.Clock.Move(TimeSpan.FromDays(1));
        await office.Settle();

        ((string?)receiver.All.ShouldHaveSingleItem().Json["data"]!["quote"]!["status"]).ShouldBe("expired");
        // The session of a month ago is over.
        var later = new Office(world, office.AccountId, office.Member, world.SignedIn(office.Member));
        (await later.Get("/notices")).All(".lines li").Count(line => line.TextContent.Contains("has expired")).ShouldBe(1);
        (await later.Get($"/quotes/{quote}")).Text.ShouldContain("was its last day");
    }

    [Fact]
    public async Task One_who_answers_slowly_holds_up_nobody_else()
    {
        await using var node = new Node();
        var office = await node.Office();
        var open = new TaskCompletionSource();
        var (now, most) = (0, 0);
        await using var slow = await Receiver.Start(async http =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await open.Task;
            Interlocked.Decrement(ref now);
        });
        await using var quick = await Receiver.Start();
        await office.Hook(slow, "customer.created");
        await office.Db(async db =>
        {
            for (var i = 0; i < 20; i++)
                db.Customers.Add(new(db.NewId(), db.AccountId, new() { Name = $"Customer {i}" }, prospect: true, db.Now));
            await db.SaveChangesAsync();
        });
        var (id, _) = await office.Hook(quick, "quote.signed");
        await node.Runner.StartAsync(default);
        await JobTests.Until(() => Task.FromResult(slow.All.Count == JobQueue.MostOfLane));
        var run = Guid.NewGuid().ToString();
        await office.Db(async db =>
        {
            db.Enqueue(new Counted(1, run));
            await db.SaveChangesAsync();
        });
        await office.SendTest(id);

        await JobTests.Until(() => Task.FromResult(!quick.All.IsEmpty && Counted.Done.ContainsKey((run, 1))));
        slow.All.Count.ShouldBe(JobQueue.MostOfLane);
        open.SetResult();
        await JobTests.Until(() => Task.FromResult(slow.All.Count == 20));
        await node.Runner.StopAsync(default);
        most.ShouldBe(JobQueue.MostOfLane);
    }
}

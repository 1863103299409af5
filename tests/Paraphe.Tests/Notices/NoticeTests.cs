using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Notices;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Live;

namespace Paraphe.Tests.Notices;

[Trait("Spec", "AC 4")]
public sealed class NoticeTests(World world)
{
    [Fact]
    public async Task A_notice_rings_opens_its_place_and_is_read()
    {
        var office = await world.Office(language: "en");
        await Ring(office, NoticeKinds.QuoteSigned, "Claire Fontanel", "Q-2026-0001", "A terrace");

        var page = await office.Get("/notices");
        page.TextOf(".lines").ShouldContain("Claire Fontanel signed quote Q-2026-0001, A terrace");
        var opened = await office.Browser.GetAsync(page.One(".lines a").GetAttribute("href"));
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        opened.Headers.Location!.ToString().ShouldBe("/notices?place");

        (await office.Get("/notices")).Has(".lines .new").ShouldBeFalse();
    }

    [Fact]
    public async Task A_member_hears_only_what_he_chose()
    {
        var office = await world.Office(language: "en");
        var page = await office.Get("/account/notices");
        await page.Submit("form.form", new() { ["Bell"] = new[] { NoticeKinds.QuoteSigned }, ["Mail"] = Array.Empty<string>() });

        await Ring(office, NoticeKinds.QuoteOpened, "Claire", "Q-1", "Terrace");
        await Ring(office, NoticeKinds.QuoteSigned, "Claire", "Q-1", "Terrace");

        (await office.Get("/notices")).All(".lines li").Count.ShouldBe(1);
        (await office.Get("/account/notices")).All("input[name=Bell][checked]").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_telling_that_runs_twice_rings_once()
    {
        var office = await world.Office();
        var ring = new RingBell(Guid.CreateVersion7(), [office.Member.Id], NoticeKinds.QuoteOpened, ["a", "b", "c"], "/notices");
        await office.Db(db => new Bell(db).Run(ring, default));
        await office.Db(db => new Bell(db).Run(ring, default));
        (await office.Db(db => db.Notices.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task All_notices_are_read_at_once()
    {
        var office = await world.Office();
        await Ring(office, NoticeKinds.QuoteOpened, "a", "b", "c");
        await Ring(office, NoticeKinds.QuoteSigned, "a", "b", "c");
        var page = await office.Get("/notices");
        (await page.Submit("form[action*=ReadAll], form[action*=readall]")).Has(".lines .new").ShouldBeFalse();
    }

    [Fact]
    public async Task A_notice_of_a_colleague_is_not_found()
    {
        var office = await world.Office();
        await Ring(office, NoticeKinds.QuoteOpened, "a", "b", "c");
        var id = await office.Db(db => db.Notices.Select(notice => notice.Id).SingleAsync());
        var colleague = await office.With(Role.Estimator);
        (await colleague.Browser.GetAsync($"/notices/open?id={id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await colleague.Get("/notices")).Has(".lines li").ShouldBeFalse();
    }

    [Fact]
    public async Task The_bell_rings_on_an_open_page_without_a_reload()
    {
        using var ears = await Listen();
        var office = await world.Office();
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await using var line = await office.Browser.GetStreamAsync("/live", time.Token);
        using var events = new StreamReader(line);
        (await NextEvent(events, time.Token)).ShouldBe(("bell", "{\"count\":0}"));

        await Ring(office, NoticeKinds.QuoteSigned, "Claire", "Q-1", "Terrace");

        (await NextEvent(events, time.Token)).ShouldBe(("bell", "{\"count\":1}"));
        (await NextEvent(events, time.Token)).ShouldBe(("refresh", "{\"target\":\"notices\"}"));
    }

    [Fact]
    public async Task The_open_line_ends_when_its_member_signs_out()
    {
        using var ears = await Listen();
        var office = await world.Office();
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await using var line = await office.Browser.GetStreamAsync("/live", time.Token);
        using var events = new StreamReader(line);
        await NextEvent(events, time.Token);

        await office.Db(async db =>
        {
            db.Announce($"member:{office.Member.Id}", Live.SignedOut);
            await db.SaveChangesAsync();
        });

        (await NextEvent(events, time.Token)).Name.ShouldBe("beat");
        (await events.ReadToEndAsync(time.Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_open_line_goes_on_at_a_beat_while_its_member_is_signed_in()
    {
        var office = await world.Office();
        await office.Services(async services =>
        {
            var (members, signIn) = (
                services.GetRequiredService<UserManager<Member>>(),
                services.GetRequiredService<SignInManager<Member>>()
            );
            var member = await members.FindByIdAsync(office.Member.Id.ToString());
            var session = await signIn.CreateUserPrincipalAsync(member!);
            (await signIn.ValidateSecurityStampAsync(session)).ShouldNotBeNull();
            await members.UpdateSecurityStampAsync(member!);
            (await signIn.ValidateSecurityStampAsync(session)).ShouldBeNull();
        });
    }

    [Fact]
    public async Task What_happens_between_a_page_and_its_line_is_heard_and_nothing_is_heard_twice()
    {
        using var ears = await Listen();
        var office = await world.Office();
        var since = (await office.Get("/notices")).One("body").GetAttribute("data-live")!;
        await Ring(office, NoticeKinds.QuoteSigned, "Claire", "Q-1", "Terrace");

        var (names, last) = await Hear(office, since, null, 3);
        names.ShouldBe(["bell {\"count\":1}", "bell {\"count\":1}", "refresh {\"target\":\"notices\"}"]);

        // The browser comes back by itself and says what it heard last.
        await Ring(office, NoticeKinds.QuoteRejected, "Claire", "Q-1", "Terrace");
        (names, _) = await Hear(office, since, last, 3);
        names.ShouldBe(["bell {\"count\":2}", "bell {\"count\":2}", "refresh {\"target\":\"notices\"}"]);

        // Of a time that nobody here knows, everything is looked at.
        (names, _) = await Hear(office, "/live?since=elsewhere-5", null, 3);
        names.ShouldBe(["bell {\"count\":2}", "bell {\"count\":2}", "refresh {\"target\":\"*\"}"]);
    }

    private static async Task<(List<string> Events, string Last)> Hear(Office office, string address, string? last, int count)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var ask = new HttpRequestMessage(HttpMethod.Get, address);
        if (last is not null)
            ask.Headers.Add("Last-Event-ID", last);
        using var answer = await office.Browser.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, time.Token);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(time.Token));
        var told = new List<string>();
        var id = "";
        while (told.Count < count)
        {
            var (name, data) = ("", "");
            while (await events.ReadLineAsync(time.Token) is { Length: > 0 } line)
                (name, data, id) = line.Split(": ", 2) switch
                {
                    ["event", var value] => (value, data, id),
                    ["data", var value] => (name, value, id),
                    ["id", var value] => (name, data, value),
                    _ => (name, data, id),
                };
            told.Add($"{name} {data}");
        }
        return (told, id);
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in() =>
        (await world.Visitor().GetAsync("/live")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Work_that_was_given_up_rings_for_the_Owner_alone()
    {
        var office = await world.Office(language: "en");
        var estimator = await office.With(Role.Estimator);
        var queue = world.Services.GetRequiredService<JobQueue>();
        await queue.PutBack(await Failing(office), "No route to host", TimeSpan.Zero, counts: true);
        await office.RunJobs();
        (await office.Get("/notices")).TextOf(".lines").ShouldContain("Some work failed");
        (await estimator.Get("/notices")).Has(".lines li").ShouldBeFalse();
    }

    private static async Task<TakenJob> Failing(Office office)
    {
        var id = Guid.CreateVersion7();
        await office.Db(async db =>
        {
            db.Jobs.Add(Job.Of(new Unknown(), id, db.AccountId, db.Now.AddYears(1), db.Now));
            await db.SaveChangesAsync();
            await db
                .Jobs.Where(job => job.Id == id)
                .ExecuteUpdateAsync(job =>
                    job.SetProperty(row => row.State, JobState.Running)
                        .SetProperty(row => row.Attempts, JobQueue.MostAttempts)
                        .SetProperty(row => row.LeasedUntil, db.Now.AddYears(1))
                );
        });
        return new TakenJob(id, office.AccountId, nameof(Unknown), "{}", JobQueue.MostAttempts);
    }

    private sealed record Unknown : IJob;

    // The world runs no services of its own accord; on PostgreSQL announcements go by way of the database.
    private async Task<IDisposable> Listen()
    {
        var announcer = world.Services.GetRequiredService<Announcer>();
        if (world.Database.Length == 0)
            return new PostgresEars("", announcer, NullLogger<PostgresEars>.Instance);
        var ears = new PostgresEars(world.Database, announcer, NullLogger<PostgresEars>.Instance);
        await ears.StartAsync(default);
        await Task.Delay(500);
        return ears;
    }

    private static async Task<(string Name, string Data)> NextEvent(StreamReader events, CancellationToken stop)
    {
        var (name, data) = ("", "");
        while (await events.ReadLineAsync(stop) is { Length: > 0 } line)
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
        return (name, data);
    }

    private static Task Ring(Office office, string kind, params string[] args) =>
        office.Db(db => new Bell(db).Run(new RingBell(Guid.CreateVersion7(), [office.Member.Id], kind, args, "/notices?place"), default));
}

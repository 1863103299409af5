using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Paraphe.Domain.Events;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Robust;

/// <summary>
/// The process is killed (SIGKILL) at random points of the road, again and again. Each time every quote is either signed, with all that
/// follows after the restart, or not signed; no mail is missing, and none came twice but where SN 2 says so. PARAPHE_TEST_KILLS sets how often
/// (bench/kill runs 200).
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Seed = 20_260_417;
    private const int Roads = 3;
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("PARAPHE_TEST_KILLS") is { Length: > 0 } given ? given : "3",
        CultureInfo.InvariantCulture
    );

    private readonly World beside = new();
    private readonly ConcurrentDictionary<int, (Guid Quote, string Step)> roads = new();
    private readonly SemaphoreSlim moves = new(0);
    private readonly ConcurrentBag<Guid> saidSigned = [];
    private volatile bool killing;
    private MailSink sink = null!;
    private Killed app = null!;
    private Office office = null!;

    public async ValueTask InitializeAsync()
    {
        beside.Clock.Set(TimeProvider.System.GetUtcNow());
        sink = await MailSink.Start(Seed);
        app = new Killed(
            new Dictionary<string, string>
            {
                ["PARAPHE_DATA"] = beside.Data,
                ["PARAPHE_DATABASE"] = beside.Database,
                ["PARAPHE_SMTP_LISTEN"] = "off",
                ["PARAPHE_SMTP_URL"] = sink.Url,
                ["PARAPHE_LIMITS"] = "off",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__LogLevel__Default"] = "Warning",
            }
        );
        var owner = await beside.Office();
        await app.Start();
        var browser = Browser();
        office = new Office(beside, owner.AccountId, owner.Member, browser);
        var inside = await (await office.Get("/sign-in")).Submit(
            "form.stack",
            new() { ["Input.Email"] = owner.Member.Email, ["Input.Password"] = "correct horse battery" }
        );
        inside.Has("form[action='/sign-out']").ShouldBeTrue(inside.Text);
    }

    [Fact, Trait("Spec", "SN 2")]
    public async Task Killed_at_any_point_a_quote_is_signed_with_all_that_follows_or_not_signed()
    {
        var random = new Random(Seed);
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        var kill = 0;
        // Few kills may all fall on the road's beginning: then it goes on.
        for (; kill < Kills || (kill < 4 * Kills && (saidSigned.IsEmpty || met.Count <= 4)); kill++)
        {
            killing = false;
            using var dead = new CancellationTokenSource();
            var walking = Enumerable.Range(0, Roads).Select(road => Task.Run(() => Walk(road, dead.Token))).ToList();
            for (var left = random.Next(1, 14); left > 0; left--)
                (await moves.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue(app.Words);
            await Task.Delay(random.Next(0, 150));
            killing = true;
            app.Kill();
            await dead.CancelAsync();
            await Task.WhenAll(walking);
            while (moves.Wait(0)) { }
            var running = await office.Db(db => db.Jobs.Where(job => job.State == JobState.Running).Select(job => job.Kind).ToListAsync());
            foreach (var point in roads.Values.Select(road => road.Step).Concat(running))
                met[point] = met.GetValueOrDefault(point) + 1;
            await EachIsInOneOfTwoStates();
            await EndLeases();
            await app.Start();
        }
        await Drain();
        await EverythingFollowed();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kill} kills, {saidSigned.Count} quotes signed, {sink.Came.Values.Count(came => came > 1)} mails twice; killed during "
                + string.Join(", ", met.OrderByDescending(point => point.Value).Select(point => $"{point.Key} {point.Value}"))
        );
        met.Count.ShouldBeGreaterThan(4, "the kills must fall on different points");
        saidSigned.ShouldNotBeEmpty("the road must be walked to its end");
    }

    /// <summary>One customer after the other, each from wherever he stands, until the process dies under him.</summary>
    private async Task Walk(int road, CancellationToken dead)
    {
        using var visitor = Browser();
        visitor.DefaultRequestHeaders.Add("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605.1.15");
        try
        {
            while (true)
            {
                if (!roads.TryGetValue(road, out var stands) || saidSigned.Contains(stands.Quote))
                    At(road, await office.Draft(), "begin");
                await Walk(road, roads[road].Quote, visitor, dead);
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            // The process is gone; the customer comes again later.
            killing.ShouldBeTrue($"It died by itself: {cut} {app.Words}");
        }
    }

    private async Task Walk(int road, Guid quote, HttpClient visitor, CancellationToken dead)
    {
        if ((await office.Quote(quote)).RevisionCount == 0)
        {
            At(road, quote, "send");
            var send = await office.Get($"/quotes/{quote}/send");
            send.Has("#send").ShouldBeTrue($"{send.Url} {send.Text} {app.Words}");
            await send.Submit("#send");
        }
        At(road, quote, "mail");
        while (!await office.Db(db => db.OutgoingMails.AnyAsync(mail => mail.QuoteId == quote && mail.DeliveryId != null, dead)))
            await Task.Delay(15, dead);
        var link = await office.LinkOf(quote);
        At(road, quote, "open");
        var page = await Page.Get(visitor, link);
        if (page.Has("img.seen"))
            (await visitor.GetAsync(page.One("img.seen").GetAttribute("src"), dead)).Dispose();
        if ((await office.Quote(quote)).SignedAt is null)
        {
            At(road, quote, "tick");
            var sign = await page.Submit("form.sheet", new() { ["o"] = new[] { Offers.Lamps.ToString("N") } });
            At(road, quote, "sign");
            var thanks = await sign.Submit("form.sheet", RoadTests.Signed());
            thanks.Url.ShouldEndWith("/thanks");
        }
        saidSigned.Add(quote);
        At(road, quote, "after");
    }

    private void At(int road, Guid quote, string step)
    {
        roads[road] = (quote, step);
        moves.Release();
    }

    private async Task EachIsInOneOfTwoStates()
    {
        foreach (var quote in await office.Db(db => db.Quotes.AsNoTracking().ToListAsync()))
        {
            var (signatures, orders, jobs, events, documents) = await office.Db(async db =>
                (
                    await db.Signatures.AsNoTracking().Where(row => row.QuoteId == quote.Id).ToListAsync(),
                    await db.WorkOrders.CountAsync(row => row.QuoteId == quote.Id),
                    await db.Jobs.Where(row => row.Kind == "SealSignedQuote").Select(row => new { row.State, row.Payload }).ToListAsync(),
                    await db.Events.AsNoTracking().Where(row => row.QuoteId == quote.Id).OrderBy(row => row.Sequence).ToListAsync(),
                    await db.Documents.CountAsync(row => row.QuoteId == quote.Id && row.Kind == "signed")
                )
            );
            EventChain.Verify(events, quote.EventHead, quote.EventCount).Intact.ShouldBeTrue();
            var signed = events.Count(happened => happened.What == "quote.signed");
            if (quote.SignedAt is null)
                (signatures.Count, orders, documents, signed).ShouldBe((0, 0, 0, 0));
            else
            {
                (signatures.Count, orders, signed, quote.Stage).ShouldBe((1, 1, 1, Stage.Won));
                var follows = jobs.Any(job => job.Payload.Contains(signatures[0].Id.ToString(), StringComparison.Ordinal));
                (follows || documents == 1).ShouldBeTrue("what follows from the signature is done, or waits for its turn");
            }
        }
        foreach (var quote in saidSigned)
            (await office.Quote(quote)).SignedAt.ShouldNotBeNull("the customer was told so");
    }

    private async Task EverythingFollowed()
    {
        await EachIsInOneOfTwoStates();
        var mails = await office.Db(db => db.OutgoingMails.AsNoTracking().ToListAsync());
        mails.ShouldAllBe(mail => mail.State == MailState.Sent);
        foreach (var mail in mails)
        {
            var came = sink.Came.GetValueOrDefault(IdOf(mail));
            came.ShouldBeGreaterThan(0, $"{mail.Purpose} is missing");
            if (came > 1)
                mail.MaybeTwice.ShouldBeTrue($"{mail.Purpose} came {came} times and nobody says so");
        }
        sink.Came.Keys.ShouldBeSubsetOf(mails.Select(IdOf));
        mails.Select(mail => mail.Purpose).ShouldBeUnique();

        var deliveries = await office.Db(db => db.Deliveries.AsNoTracking().ToListAsync());
        foreach (var delivery in deliveries)
            mails.ShouldContain(mail => mail.Purpose == $"quote/{delivery.Id}");
        foreach (var signature in await office.Db(db => db.Signatures.AsNoTracking().ToListAsync()))
        {
            mails.Count(mail => mail.Purpose.StartsWith($"signed/{signature.Id}/", StringComparison.Ordinal)).ShouldBe(2);
            var document = await office.Db(db => db.Documents.SingleAsync(row => row.SourceId == signature.Id && row.Kind == "signed"));
            var pdf = await new Platform.Files.DiskFiles(Path.Combine(beside.Data, "files")).Read(document.FileHash);
            Platform.Pdf.Sealing.SealedPdf.Verify(pdf).Intact.ShouldBeTrue();
        }
        (
            await office.Db(db =>
                db.Notices.Where(row => row.Kind == "quoteSigned").GroupBy(row => row.QuoteId).AnyAsync(rows => rows.Count() > 1)
            )
        ).ShouldBeFalse();
    }

    private static string IdOf(OutgoingMail mail) => $"<{mail.MessageId.Trim('<', '>')}>";

    private async Task Drain()
    {
        // That a quote expires is told weeks from now.
        for (var patience = 0; patience < 1_200; patience++)
        {
            if (await office.Db(db => db.Jobs.AllAsync(job => job.State == JobState.Done || job.Kind == "TellOfExpiry")))
                return;
            await Task.Delay(100);
        }
        var left = await office.Db(db => db.Jobs.Where(job => job.State != JobState.Done).ToListAsync());
        throw new TimeoutException(
            "Left: " + string.Join("; ", left.Select(job => $"{job.Kind} {job.State} {job.RunAt:HH:mm:ss} {job.LastError}")) + app.Words
        );
    }

    // On PostgreSQL a dead node's jobs wait for the end of their lease: a minute that the test need not sit through.
    private Task EndLeases() =>
        beside.Database.Length == 0
            ? Task.CompletedTask
            : office.Db(db =>
                db.Jobs.Where(job => job.State == JobState.Running)
                    .ExecuteUpdateAsync(job => job.SetProperty(row => row.LeasedUntil, DateTime.UnixEpoch))
            );

    private HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = app.Address };

    public async ValueTask DisposeAsync()
    {
        app.Dispose();
        await sink.DisposeAsync();
        await beside.DisposeAsync();
    }
}

using Paraphe.Domain.Quotes;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Quotes;

public sealed class QuoteListTests(World world)
{
    [Fact, Trait("Spec", "QU 1")]
    public async Task Statuses_are_tabs_with_counts()
    {
        await using var own = new World();
        var office = await own.Office();
        var (draft, sent, lost, expired, won) = (
            await office.Draft(),
            await office.Draft(),
            await office.Draft(),
            await office.Draft(),
            await office.Draft()
        );
        await office.Send(expired);
        own.Clock.Move(TimeSpan.FromDays(40));
        office = Again(office);
        await office.Send(sent);
        await office.Send(lost);
        await Set(office, lost, "rejected", ("Reason", "price"));
        await Set(office, won, "accepted", ("How", "phone"));

        var page = await office.Get("/quotes");
        page.All(".tabs a").Select(tab => tab.TextContent.Trim()[^1]).ShouldBe("511111");
        foreach (var (tab, id) in new[] { ("open", sent), ("rejected", lost), ("expired", expired), ("accepted", won), ("drafts", draft) })
        {
            var rows = (await office.Get("/quotes?tab=" + tab)).All(".quotes a.go");
            rows.Select(row => row.GetAttribute("href")).ShouldBe([$"/quotes/{id}"], tab);
        }
    }

    [Fact, Trait("Spec", "QU 9")]
    public async Task A_quote_expires_past_the_end_of_its_day_in_the_accounts_time_zone()
    {
        await using var own = new World();
        var office = await own.Office();
        var id = await office.Draft();
        await office.Send(id);
        var until = (await office.Quote(id)).ValidUntil!.Value;
        until.ShouldBe(new DateOnly(2026, 12, 21));

        // Paris is an hour ahead of UTC in winter.
        own.Clock.Set(new DateTimeOffset(2026, 12, 21, 22, 59, 59, TimeSpan.Zero));
        office = Again(office);
        (await office.Get("/quotes?tab=open")).Has(".quotes").ShouldBeTrue();
        own.Clock.Set(new DateTimeOffset(2026, 12, 21, 23, 0, 0, TimeSpan.Zero));
        (await office.Get("/quotes?tab=open")).Has(".quotes").ShouldBeFalse();
        (await office.Get("/quotes?tab=expired")).Has(".quotes").ShouldBeTrue();
    }

    [Fact, Trait("Spec", "QU 9")]
    public async Task The_day_on_which_summer_time_begins_is_an_hour_shorter()
    {
        await using var own = new World();
        // Paris goes forward on 28 March 2027 at one o'clock UTC.
        own.Clock.Set(new DateTimeOffset(2027, 3, 20, 12, 0, 0, TimeSpan.Zero));
        var office = await own.Office();
        var (before, on) = (await office.Draft(), await office.Draft());
        foreach (var (id, until) in new[] { (before, "2027-03-27"), (on, "2027-03-28") })
            (await (await office.Get($"/quotes/{id}/send")).Submit("#send", new() { ["Input.ValidUntil"] = until }))
                .Has(".error")
                .ShouldBeFalse();
        foreach (
            var (at, open) in new (DateTimeOffset, Guid[])[]
            {
                (new(2027, 3, 27, 22, 59, 59, TimeSpan.Zero), [on, before]),
                (new(2027, 3, 27, 23, 0, 0, TimeSpan.Zero), [on]),
                (new(2027, 3, 28, 21, 59, 59, TimeSpan.Zero), [on]),
                (new(2027, 3, 28, 22, 0, 0, TimeSpan.Zero), []),
            }
        )
        {
            own.Clock.Set(at);
            var page = await Again(office).Get("/quotes?tab=open");
            Rows(page).ShouldBe(open.Select(id => $"/quotes/{id}"), ignoreOrder: true, at.ToString());
        }
    }

    [Theory, Trait("Spec", "QU 1")]
    [InlineData("fontanel")]
    [InlineData("CLAIRE@fontanel")]
    [InlineData("soirées été")]
    [InlineData("soirees")]
    public async Task A_search_looks_in_number_customer_e_mail_and_title(string search)
    {
        var office = await world.Office();
        var id = await office.Draft();
        var other = await office.Draft(Offers.Garden() with { Title = "Autre chose" }, Paraphe.Domain.Customers.CustomerKind.Company);
        await office.Db(db => db.Quotes.Where(q => q.Id == other).ExecuteUpdateAsync(set => set.SetProperty(q => q.CustomerText, "hotel")));
        var rows = (await office.Get("/quotes?q=" + Uri.EscapeDataString(search))).All(".quotes a.go");
        rows.Select(row => row.GetAttribute("href")).ShouldBe([$"/quotes/{id}"]);
    }

    [Fact, Trait("Spec", "QU 4")]
    public async Task A_draft_has_a_provisional_number_that_is_found_and_never_used_again()
    {
        var office = await world.Office();
        await (await office.Get("/quotes/new")).Submit("form.sheet", new() { ["Title"] = "Un" }, "form.sheet button.main");
        var first = await office.Db(db => db.Quotes.SingleAsync());
        first.DraftNumber.ShouldBe("D-0001");
        (await office.Get("/quotes?q=d-0001")).TextOf(".quotes").ShouldContain("D-0001");
        var list = await (await office.Get($"/quotes/{first.Id}")).Submit("#delete form");
        list.Url.ShouldBe("/quotes");
        await (await office.Get("/quotes/new")).Submit("form.sheet", new() { ["Title"] = "Deux" }, "form.sheet button.main");
        (await office.Db(db => db.Quotes.SingleAsync())).DraftNumber.ShouldBe("D-0002");
        (await office.Db(db => db.Projects.CountAsync())).ShouldBe(1);
    }

    [Fact, Trait("Spec", "QU 4")]
    public async Task A_sent_quote_is_found_by_its_final_and_by_its_provisional_number()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var quote = await office.Quote(id);
        foreach (var number in new[] { quote.Number!, quote.DraftNumber })
            (await office.Get("/quotes?q=" + number)).TextOf(".quotes").ShouldContain(quote.Number!);
        (await office.Get($"/quotes/{id}")).Has("#delete").ShouldBeFalse();
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task Every_sort_pages_without_gap_or_repetition_and_back()
    {
        var office = await world.Office();
        await Many(office, 120);
        foreach (var (sort, order) in Orders())
        {
            var all = (await office.Db(db => db.Quotes.AsNoTracking().ToListAsync())).AsEnumerable();
            var expected = order(all).Select(q => $"/quotes/{q.Id}").ToList();
            var page = await office.Get("/quotes?sort=" + sort);
            var seen = Rows(page);
            for (; page.Has("a[rel=next]"); seen.AddRange(Rows(page)))
                page = await page.Click("a[rel=next]");
            seen.ShouldBe(expected, sort);
            for (seen = []; page.Has("a[rel=prev]"); seen.InsertRange(0, Rows(page)))
                page = await page.Click("a[rel=prev]");
            seen.ShouldBe(expected.Take(seen.Count), sort);
            seen.Count.ShouldBe(100);
        }
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task Filters_stay_in_the_address_and_are_taken_off_one_by_one()
    {
        await using var own = new World();
        var office = await own.Office();
        var old = await office.Draft();
        own.Clock.Move(TimeSpan.FromDays(10));
        var fresh = await office.Draft();
        await office.Db(async db =>
        {
            var quote = await db.Quotes.SingleAsync(q => q.Id == fresh);
            quote.ChangeLeadSource("Salon");
            await db.SaveChangesAsync();
        });
        var page = await (await office.Get("/quotes")).Submit("form.tools", new() { ["from"] = "2026-11-25", ["source"] = "Salon" });
        page.Url.ShouldContain("from=2026-11-25");
        Rows(page).ShouldBe([$"/quotes/{fresh}"]);
        page.All(".chips a").Count.ShouldBe(2);
        page = await page.Click(".chips a");
        page.Url.ShouldNotContain("from=");
        Rows(await office.Get("/quotes?to=2026-11-24")).ShouldBe([$"/quotes/{old}"]);
        Rows(await office.Get($"/quotes?seller={Guid.NewGuid()}")).ShouldBeEmpty();
        Rows(await office.Get("/quotes?from=nonsense")).Count.ShouldBe(2);
    }

    [Fact, Trait("Spec", "QU 1")]
    public async Task A_row_shows_the_worst_state_of_its_current_mails()
    {
        var office = await world.Office();
        var id = await office.Draft();
        await office.Send(id);
        var page = await office.Get("/quotes");
        page.TextOf(".quotes tbody").ShouldContain("Envoyé");
        await office.Db(async db =>
        {
            (await db.Deliveries.SingleAsync(d => d.QuoteId == id)).Failed("550 no such user", db.Now);
            await db.SaveChangesAsync();
        });
        (await office.Get("/quotes")).TextOf(".quotes tbody").ShouldContain("Échec");
        (await office.Get($"/quotes/{id}")).Text.ShouldContain("550 no such user");
    }

    // The sign-in does not last as long as a quote.
    private static Office Again(Office office) => new(office.World, office.AccountId, office.Member, office.World.SignedIn(office.Member));

    private static List<string> Rows(Page page) => [.. page.All(".quotes a.go").Select(row => row.GetAttribute("href")!)];

    private static IEnumerable<(string Sort, Func<IEnumerable<Quote>, IEnumerable<Quote>> Order)> Orders()
    {
        // Identifiers sort as text, as both databases have them.
        yield return (
            "newest",
            all => all.OrderByDescending(q => q.CreatedAt).ThenByDescending(q => q.Id.ToString(), StringComparer.Ordinal)
        );
        yield return ("oldest", all => all.OrderBy(q => q.CreatedAt).ThenBy(q => q.Id.ToString(), StringComparer.Ordinal));
        yield return (
            "customer",
            all => all.OrderBy(q => q.CustomerSort, StringComparer.Ordinal).ThenBy(q => q.Id.ToString(), StringComparer.Ordinal)
        );
        yield return ("total", all => all.OrderByDescending(q => q.Total).ThenByDescending(q => q.Id.ToString(), StringComparer.Ordinal));
    }

    private static Task Many(Office office, int count) =>
        office.Db(async db =>
        {
            var customers = new[] { "Ébène", "abri", "Zoé", "Émile" }
                .Select(name => new Paraphe.Domain.Customers.Customer(db.NewId(), db.AccountId, new() { Name = name }, false, db.Now))
                .ToList();
            db.Customers.AddRange(customers);
            for (var i = 0; i < count; i++)
            {
                var content = Desk.Content(Desk.Line("A", 1, i % 7));
                var at = db.Now.AddMinutes(i % 40);
                var quote = new Quote(Guid.NewGuid(), db.AccountId, QuoteKind.Offer, $"D-{i:0000}", content, office.Member.AsActor, at);
                quote.ForCustomer(customers[i % 4], null, at);
                db.Quotes.Add(quote);
            }
            await db.SaveChangesAsync();
        });

    private static async Task Set(Office office, Guid quote, string act, params (string Field, string Value)[] typed) =>
        await (await office.Get($"/quotes/{quote}/status/{act}")).Submit(
            "form.sheet",
            typed.ToDictionary(field => "Input." + field.Field, object? (field) => field.Value)
        );
}

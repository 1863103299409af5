using Paraphe.Domain.Accounts;
using Paraphe.Tests.Portal;

namespace Paraphe.Tests.Requests;

/// <summary>The list of requests (RQ 9): counts per status, filters, search.</summary>
public sealed class ListTests(ClockWorld world) : IClassFixture<ClockWorld>
{
    [Fact, Trait("Spec", "RQ 9")]
    public async Task It_counts_by_status_and_is_narrowed_by_status_assignee_day_and_words()
    {
        var office = await world.Office();
        var colleague = await office.With(Role.Estimator);
        await using var box = await Postbox.Open(office);
        await box.Deliver(Letters.Ask("Haie de thuyas", "<h1@mel.example>", text: "Une haie à tailler."));
        world.Clock.Move(TimeSpan.FromDays(2));
        await box.Deliver(Letters.Ask("Toiture", "<t1@mel.example>", "Paul Petit <paul@petit.example>", text: "La mousse du toit."));
        await box.Deliver(Letters.Ask("Clôture", "<c1@mel.example>", "Zoé <zoe@mel.example>"));
        var ids = (await box.Requests()).ToDictionary(request => request.Subject, request => request.Id);
        await office.Db(async db =>
        {
            (await db.Requests.SingleAsync(row => row.Id == ids["Toiture"])).AssignTo(colleague.Member.Id);
            await db.SaveChangesAsync();
        });
        var talk = await office.Get($"/requests/{ids["Haie de thuyas"]}");
        await talk.Submit("#reply", new() { ["Input.Text"] = "Je passe jeudi.", ["Input.Kind"] = "reply" });
        await office.Settle();

        var list = await office.Get("/requests?tab=all");
        Subjects(list).ShouldBe(["Haie de thuyas", "Toiture", "Clôture"], ignoreOrder: true);
        Count(list, "all").ShouldBe("3");
        Count(list, "received").ShouldBe("2");
        Count(list, "answered").ShouldBe("1");
        list.All("tbody tr.new").Count.ShouldBe(2, "what nobody has opened is marked");
        Subjects(await list.Click("a[href='/requests?tab=answered']")).ShouldBe(["Haie de thuyas"]);

        async Task<string[]> Filtered(string name, string value) =>
            Subjects(await (await office.Get("/requests?tab=all")).Submit("form[action='/requests']", new() { [name] = value }));
        (await Filtered("assignee", colleague.Member.Id.ToString())).ShouldBe(["Toiture"]);
        // Who answers a request that nobody has takes it.
        (await Filtered("assignee", office.Member.Id.ToString())).ShouldBe(["Haie de thuyas"]);
        (await Filtered("assignee", "none")).ShouldBe(["Clôture"]);
        (await Filtered("to", "2026-11-21")).ShouldBe(["Haie de thuyas"]);
        (await Filtered("from", "2026-11-22")).ShouldBe(["Toiture", "Clôture"], ignoreOrder: true);
        (await Filtered("q", "CLOTURE")).ShouldBe(["Clôture"]);
        (await Filtered("q", "petit")).ShouldBe(["Toiture"]);
        (await Filtered("q", "mousse")).ShouldBe(["Toiture"]);
        (await office.Get("/requests?tab=all&q=piscine")).Text.ShouldContain("Aucune demande");
    }

    private static string[] Subjects(Page list) =>
        [.. list.All("tbody tr .two-l > span:first-child").Select(cell => cell.TextContent.Trim())];

    private static string Count(Page list, string tab) => list.TextOf($"nav.tabs a[href='/requests?tab={tab}'] .count");
}

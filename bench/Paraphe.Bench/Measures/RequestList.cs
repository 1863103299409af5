using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Paraphe.Bench.Measures;

/// <summary>The inbox at 1,000 and at many requests, asked in turn so that both see the same machine.</summary>
public static partial class RequestList
{
    private const int Few = 1_000;
    private const int Times = 100;
    private const int Warm = 20;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var few = await room.Empty($"requests-few-{name}", postgres);
        var many = await room.Empty($"requests-many-{name}", postgres);
        await Seed(few, Few);
        await Seed(many, room.Requests);
        using var small = await few.Start();
        using var large = await many.Start();
        using var atFew = new Visitor(small.Address);
        using var atMany = new Visitor(large.Address);
        await atFew.SignIn();
        await atMany.SignIn();
        foreach (
            var (what, path) in new[]
            {
                ("", "/requests"),
                ("-all", "/requests?tab=all"),
                ("-answered", "/requests?tab=answered"),
                ("-accepted", "/requests?tab=quoteaccepted"),
                ("-spam", "/requests?tab=spam"),
                ("-nobodys", "/requests?assignee=none"),
                ("-of-a-day", "/requests?tab=all&from=2026-03-02&to=2026-03-02"),
                ("-search-nothing", "/requests?tab=all&q=xqzwk"),
            }
        )
            await Both(room, $"requests{what}-{name}", (atFew, path), (atMany, path));
        await Both(room, $"requests-search-name-{name}", (atFew, await Name(atFew)), (atMany, await Name(atMany)));
        await Both(room, $"requests-open-{name}", (atFew, await One(atFew)), (atMany, await One(atMany)));
    }

    private static Task Seed(Place place, int requests) =>
        place.Command(
            "seed",
            "--customers",
            Math.Clamp(requests / 5, 200, 20_000).ToString(CultureInfo.InvariantCulture),
            "--quotes",
            "0",
            "--requests",
            requests.ToString(CultureInfo.InvariantCulture)
        );

    private static async Task Both(Room room, string name, (Visitor By, string Path) few, (Visitor By, string Path) many)
    {
        var (atFew, atMany) = (new List<double>(), new List<double>());
        for (var i = -Warm; i < Times; i++)
        {
            var (a, b) = (await Figures.Time(() => few.By.Get(few.Path)), await Figures.Time(() => many.By.Get(many.Path)));
            if (i < 0)
                continue;
            atFew.Add(a);
            atMany.Add(b);
        }
        Figures.Times($"{name}-{Few}", atFew);
        Figures.Times($"{name}-{room.Requests}", atMany);
    }

    // The last word of the first requester in the list, as often found as names are.
    private static async Task<string> Name(Visitor visitor) =>
        "/requests?tab=all&q="
        + Uri.EscapeDataString(WebUtility.HtmlDecode(Requester().Match(await visitor.Get("/requests")).Groups[1].Value).Split(' ')[^1]);

    private static async Task<string> One(Visitor visitor) =>
        WebUtility.HtmlDecode(Link().Match(await visitor.Get("/requests")).Groups[1].Value);

    [GeneratedRegex("""<b class="b cut">([^<]+)</b>""", RegexOptions.None, 1000)]
    private static partial Regex Requester();

    [GeneratedRegex("""<a class="go" href="(/requests/[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Link();
}

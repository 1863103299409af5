using Paraphe.Bench.Yardsticks;

namespace Paraphe.Bench.Measures;

/// <summary>The customer's page of a quote of five lines, beside the bare row with the same bytes.</summary>
public static class PortalPage
{
    private const int Rounds = 3;
    private const int Links = 60;

    public static async Task Measure(Room room)
    {
        var place = await room.With(1_000);
        var links = await place.Links(Links);
        using var app = await place.Start();
        using var visitor = new Visitor(app.Address);
        await FirstLooks(visitor, links);

        var (page, rows) = (Path.Combine(room.Folder, "page.html"), Path.Combine(room.Folder, "yardstick.db"));
        await File.WriteAllTextAsync(page, await visitor.Get(links[0]));
        File.Delete(rows);
        await RowServer.Make(rows, links[0]["/q/".Length..], 1_000);
        using var yardstick = await Server.Yardstick("row", rows, page);
        using var plain = await Server.Yardstick("plain");
        foreach (var connections in (int[])[1, 8])
        {
            var (ours, bare, least) = (new List<Wrk>(), new List<Wrk>(), new List<Wrk>());
            // One unprinted round warms all three up.
            for (var round = 0; round <= Rounds; round++)
            {
                ours.Add(await Wrk.Round(new Uri(app.Address, links[0]), connections, room.Seconds));
                bare.Add(await Wrk.Round(new Uri(yardstick.Address, links[0]), connections, room.Seconds));
                least.Add(await Wrk.Round(plain.Address, connections, room.Seconds));
            }
            Print($"portal-{connections}", Wrk.Middle(ours[1..]), Wrk.Middle(bare[1..]), Wrk.Middle(least[1..]));
        }
    }

    // Nothing of these quotes is in memory yet; the first few compile the page.
    private static async Task FirstLooks(Visitor visitor, IReadOnlyList<string> links) =>
        Figures.Times("portal-first-look", (await Figures.Repeat(links.Count, i => visitor.Get(links[i])))[10..]);

    private static void Print(string name, Wrk ours, Wrk bare, Wrk least)
    {
        Figures.Print(name, ours.PerSecond, "requests/s");
        Figures.Print($"{name}-p50", ours.P50, "ms");
        Figures.Print($"{name}-p99", ours.P99, "ms");
        Figures.Print($"{name}-yardstick-row", bare.PerSecond, "requests/s");
        Figures.Print($"{name}-yardstick-plain", least.PerSecond, "requests/s");
        Figures.Print($"{name}-ratio-row", ours.PerSecond / bare.PerSecond, "x");
        Figures.Print($"{name}-ratio-plain", ours.PerSecond / least.PerSecond, "x");
    }
}

using Paraphe.Bench.Yardsticks;

namespace Paraphe.Bench.Measures;

/// <summary>
/// The posted signature until its answer, which stands on a durable commit. First each on its own, its PDF sealed and mailed before the
/// next; then one straight after the other, while sealing goes on behind them.
/// </summary>
public static class SignedForms
{
    private static readonly TimeSpan FollowLimit = TimeSpan.FromMinutes(2);

    public static async Task Measure(Room room)
    {
        // Own quotes: signed ones are of no use to the others.
        var place = await room.With(Math.Max(2_000, room.Signs * 40));
        var links = await place.Links(room.Signs + Warm + room.Signs / 2);
        using var app = await place.Start();
        using var visitor = new Visitor(app.Address);
        var bare = await RowCommits.Measure(Path.Combine(room.Folder, "commits.db"), 200);

        await Sign(visitor, place, links.Take(Warm), alone: false);
        var alone = await Sign(visitor, place, links.Skip(Warm).Take(room.Signs), alone: true);
        var busy = await Sign(visitor, place, links.Skip(Warm + room.Signs), alone: false);
        Figures.Times("sign", alone);
        Figures.Times("sign-while-sealing", busy);
        Figures.Times("sign-yardstick-commit", bare);
        Figures.Print("sign-ratio", Figures.Median(alone) / Figures.Median(bare), "x");
    }

    private const int Warm = 20;

    private static async Task<List<double>> Sign(Visitor visitor, Place place, IEnumerable<string> links, bool alone)
    {
        var forms = new List<(string Path, Dictionary<string, string> Fields)>();
        foreach (var link in links)
            forms.Add((link + "/sign", Filled(await visitor.Get(link + "/sign"))));
        if (alone)
            await Settled(place);
        var all = new List<double>(forms.Count);
        foreach (var (path, fields) in forms)
        {
            var answer = "";
            all.Add(await Figures.Time(async () => answer = await visitor.Post(path, fields)));
            if (!answer.EndsWith("/thanks", StringComparison.Ordinal))
                throw new InvalidOperationException($"Not signed: “{answer}”");
            if (alone)
                await Settled(place);
        }
        return all;
    }

    private static Dictionary<string, string> Filled(string page)
    {
        var fields = Visitor.Fields(page, "form.sheet");
        if (fields["name"].Length == 0)
            fields["name"] = "Camille Bench";
        // A company's signer says in what capacity.
        if (fields.TryGetValue("function", out var capacity) && capacity.Length == 0)
            fields["function"] = "Directrice";
        fields["consent"] = "yes";
        return fields;
    }

    // What follows from the signatures is done: sealed, mailed, told.
    private static async Task Settled(Place place)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await place.One<long>(Waiting) > 0)
        {
            if (clock.Elapsed > FollowLimit)
                throw new InvalidOperationException("What follows from a signature does not end");
            await Task.Delay(10);
        }
    }

    private const string Waiting = """
        SELECT count(*) FROM "Jobs" WHERE "State" IN ('Waiting', 'Running') AND "RunAt" <= datetime('now', '1 second')
        """;
}

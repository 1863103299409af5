namespace Paraphe.Bench.Measures;

/// <summary>From the start of the process to the first page, on existing data; and what the program holds when it rests.</summary>
public static class ColdStart
{
    private const int Views = 50;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task Measure(Room room)
    {
        var place = await room.With(1_000);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var start = 0; start < room.Starts; start++)
        {
            using (var app = await place.Start())
                ours.Add(app.Started.TotalMilliseconds);
            using (var yardstick = await Server.Yardstick("plain"))
                bare.Add(yardstick.Started.TotalMilliseconds);
        }
        Figures.Print("cold-start", Figures.Median(ours), "ms");
        Figures.Print("cold-start-yardstick", Figures.Median(bare), "ms");
        Figures.Print("cold-start-ratio", Figures.Median(ours) / Figures.Median(bare), "x");
        await Memory(place);
    }

    private static async Task Memory(Place place)
    {
        var links = await place.Links(10);
        using var app = await place.Start();
        Figures.Print("start-memory", app.Memory(), "MB");
        using var member = new Visitor(app.Address);
        await member.SignIn();
        var quote = Quotes.First(await member.Get("/quotes"));
        string[] pages = ["/quotes", quote, "/customers", "/settings", "/quotes?q=a", .. links];
        for (var view = 0; view < Views; view++)
            await member.Get(pages[view % pages.Length]);
        await Task.Delay(Rest);
        Figures.Print("idle-memory", app.Memory(), "MB");
        Figures.Print("idle-memory-own", app.Memory("RssAnon") + app.Memory("RssShmem"), "MB");
        Figures.Print("peak-memory", app.Memory("VmHWM"), "MB");
        using var yardstick = await Server.Yardstick("plain");
        await Task.Delay(Rest);
        Figures.Print("idle-memory-yardstick", yardstick.Memory(), "MB");
    }
}

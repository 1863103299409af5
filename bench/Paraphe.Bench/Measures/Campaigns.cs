using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Paraphe.Bench.Measures;

/// <summary>A campaign over many properties with a contract: the page of who could be offered the service, and the making of all quotes.</summary>
public static partial class Campaigns
{
    /// <summary>Of as many customers, each with a contract that runs.</summary>
    private const int Properties = 10_000;
    private const int Times = 20;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var place = await room.WithContracts(Properties, postgres);
        using var server = await place.Start();
        using var owner = new Visitor(server.Address);
        await owner.SignIn();
        // The most listed service stands first.
        var path = WebUtility.HtmlDecode(Service().Match(await owner.Get("/opportunities")).Groups[1].Value);
        var looks = new List<double>();
        for (var i = -2; i < Times; i++)
            if (await Figures.Time(() => owner.Get(path)) is var took && i >= 0)
                looks.Add(took);
        Figures.Times($"campaign-preview-{Properties}-{name}", looks);
        var form = Visitor.Fields(await owner.Get(path), "#preview");
        var clock = Stopwatch.StartNew();
        await owner.Post("/opportunities/preview?handler=Make", form);
        while (await place.One<int>("""SELECT COUNT(*) FROM "Campaigns" WHERE "MadeAt" IS NULL""") > 0)
            await Task.Delay(20);
        Figures.Print($"campaign-made-{name}", clock.Elapsed.TotalMilliseconds, "ms");
        Figures.Print($"campaign-quotes-{name}", await place.One<int>("""SELECT MAX("Made") FROM "Campaigns" """), "quotes");
    }

    [GeneratedRegex("""href="(/opportunities/preview[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Service();
}

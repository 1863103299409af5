using System.Net;
using System.Text.RegularExpressions;

namespace Paraphe.Bench.Measures;

/// <summary>First page of the quote list and searches, at 1,000 and at many quotes, asked in turn so that both see the same machine.</summary>
public static partial class QuoteList
{
    private const int Few = 1_000;
    private const int Times = 200;
    private const int Warm = 20;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var (few, many) = (await room.With(Few, postgres), await room.With(room.Quotes, postgres));
        using var small = await few.Start();
        using var large = await many.Start();
        using var atFew = new Visitor(small.Address);
        using var atMany = new Visitor(large.Address);
        await atFew.SignIn();
        await atMany.SignIn();
        await Both(room, $"list-{name}", (atFew, "/quotes"), (atMany, "/quotes"), Times);
        await Both(room, $"list-open-{name}", (atFew, "/quotes?tab=open"), (atMany, "/quotes?tab=open"), Times / 4);
        await Both(room, $"search-name-{name}", (atFew, await Name(atFew)), (atMany, await Name(atMany)), Times / 4);
        await Both(room, $"search-number-{name}", (atFew, await Number(atFew)), (atMany, await Number(atMany)), Times / 4);
        await Both(room, $"search-nothing-{name}", (atFew, "/quotes?q=xqzwk"), (atMany, "/quotes?q=xqzwk"), Times / 4);
    }

    private static async Task Both(Room room, string name, (Visitor By, string Path) few, (Visitor By, string Path) many, int times)
    {
        var (atFew, atMany) = (new List<double>(), new List<double>());
        for (var i = -Warm; i < times; i++)
        {
            var (a, b) = (await Figures.Time(() => few.By.Get(few.Path)), await Figures.Time(() => many.By.Get(many.Path)));
            if (i < 0)
                continue;
            atFew.Add(a);
            atMany.Add(b);
        }
        Figures.Times($"{name}-{Few}", atFew);
        Figures.Times($"{name}-{room.Quotes}", atMany);
        Figures.Print($"{name}-ratio", Figures.Median(atMany) / Figures.Median(atFew), "x");
    }

    // The last word of the first customer in the list, as often found as names are.
    private static async Task<string> Name(Visitor visitor) =>
        "/quotes?q="
        + Uri.EscapeDataString(WebUtility.HtmlDecode(Customer().Match(await visitor.Get("/quotes")).Groups[1].Value).Split(' ')[^1]);

    // One quote in all.
    private static async Task<string> Number(Visitor visitor)
    {
        var cell = NumberCell().Match(await visitor.Get("/quotes?tab=accepted"));
        return cell.Success
            ? "/quotes?q=" + Uri.EscapeDataString(WebUtility.HtmlDecode(cell.Groups[1].Value))
            : throw new InvalidOperationException("No number in the list");
    }

    [GeneratedRegex("""<b class="b">([^<]+)</b>""", RegexOptions.None, 1000)]
    private static partial Regex Customer();

    [GeneratedRegex("""<td class="q sm nb[^"]*">([^<]+)</td>""", RegexOptions.None, 1000)]
    private static partial Regex NumberCell();
}

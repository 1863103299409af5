using System.Net;
using System.Text.RegularExpressions;

namespace Paraphe.Bench.Measures;

/// <summary>The customer list and its search among very many customers, each kind of fragment on its own (CU 5).</summary>
public static partial class CustomerList
{
    private const int Times = 50;
    private const int Warm = 5;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var place = await room.WithCustomers(room.Customers, postgres);
        using var server = await place.Start();
        using var owner = new Visitor(server.Address);
        await owner.SignIn();
        var page = await owner.Get("/customers");
        var (person, mail, phone) = (Text(Name().Match(page)), Text(Mail().Match(page)), Text(Phone().Match(page)));
        await One(owner, $"customers-list-{name}", "/customers");
        await One(owner, $"customers-by-name-{name}", Search(person));
        // What very many hold, and what begins very many words.
        await One(owner, $"customers-by-word-{name}", Search(person.Split(' ')[^1]));
        await One(owner, $"customers-by-letters-{name}", Search(person[..2]));
        // Nobody is called so before the end of the list.
        await One(owner, $"customers-by-last-letters-{name}", Search("zo"));
        await One(owner, $"customers-by-mail-{name}", Search(mail[2..]));
        await One(owner, $"customers-by-digits-{name}", Search(phone[^9..]));
        await One(owner, $"customers-by-nothing-{name}", Search("xqzwk"));
        await One(owner, $"palette-{name}", "/search?q=" + Uri.EscapeDataString(person));
    }

    private static async Task One(Visitor visitor, string name, string path)
    {
        for (var i = 0; i < Warm; i++)
            await visitor.Get(path);
        Figures.Times(name, await Figures.Repeat(Times, _ => visitor.Get(path)));
    }

    private static string Search(string text) => "/customers?q=" + Uri.EscapeDataString(text);

    private static string Text(Match match) => WebUtility.HtmlDecode(match.Groups[1].Value);

    [GeneratedRegex("""<b class="b cut">([^<]+)</b>""", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("""href="mailto:([^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Mail();

    [GeneratedRegex("""href="tel:([^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Phone();
}

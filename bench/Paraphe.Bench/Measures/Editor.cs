using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Paraphe.Bench.Measures;

/// <summary>
/// The editor of a quote of a hundred lines: one cell changed, from sending the line's form to the whole answer with the totals, which stands
/// on a durable commit; and the editor opened.
/// </summary>
public static partial class Editor
{
    private const int Lines = 100;
    private const int Warm = 20;
    private const int Times = 300;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var place = await room.With(1_000, postgres);
        using var server = await place.Start();
        using var member = new Visitor(server.Address);
        await member.SignIn();
        var fields = Visitor.Fields(await member.Get("/quotes/new"), "form.sheet");
        fields["Title"] = "Bench";
        var editor = new Uri(new Uri("http://here"), await member.Post("/quotes/new", fields)).AbsolutePath;
        var lines = editor.Replace("/edit", "/lines", StringComparison.Ordinal);
        var token = Token().Match(await member.Get(editor)).Groups[1].Value;
        for (var i = 0; i < Lines; i++)
            await member.Results(lines + "?handler=Add", [new("kind", "line"), new("_token", token)]);
        var forms = Forms(await member.Get(editor));
        for (var i = 0; i < Lines; i++)
        {
            (forms[i]["Name"], forms[i]["UnitPrice"]) = ($"Service {i}", (10 + i).ToString(CultureInfo.InvariantCulture));
            await Change(member, lines, forms[i]);
        }
        var changes = new List<double>(Times);
        for (var i = -Warm; i < Times; i++)
        {
            var form = forms[(i + Warm) % Lines];
            form["Quantity"] = (2 + (i + Warm) / Lines).ToString(CultureInfo.InvariantCulture);
            if (await Figures.Time(() => Change(member, lines, form)) is var took && i >= 0)
                changes.Add(took);
        }
        Figures.Times($"editor-change-{Lines}-{name}", changes);
        Figures.Times($"editor-open-{Lines}-{name}", await Figures.Repeat(Times / 3, _ => member.Get(editor)));
    }

    /// <summary>Sends the line and keeps the fingerprint that the answer brings, as the script does.</summary>
    private static async Task Change(Visitor member, string lines, Dictionary<string, string> form)
    {
        var answer = await member.Results(lines, form);
        var hash = Hash().Match(answer);
        form["Hash"] = hash.Success
            ? WebUtility.HtmlDecode(hash.Groups[1].Value)
            : throw new InvalidOperationException($"The line was not taken: {answer[..Math.Min(400, answer.Length)]}");
    }

    /// <summary>The fields of each line, which stand outside its form.</summary>
    private static List<Dictionary<string, string>> Forms(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        return
        [
            .. page.QuerySelectorAll("[data-row] form")
                .OfType<IHtmlFormElement>()
                .Select(form =>
                    form.Elements.Where(field => field.GetAttribute("name") is not null)
                        .Where(field => field is not IHtmlButtonElement and not IHtmlInputElement { Type: "checkbox", IsChecked: false })
                        .DistinctBy(field => field.GetAttribute("name"))
                        .ToDictionary(field => field.GetAttribute("name")!, Value, StringComparer.Ordinal)
                ),
        ];
    }

    private static string Value(IElement field) =>
        field switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value ?? "",
            _ => "",
        };

    [GeneratedRegex("""name="_token"[^>]* value="([^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("""name="Hash"[^>]* value="([^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Hash();
}

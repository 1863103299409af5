using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Paraphe.Bench.Yardsticks;

namespace Paraphe.Bench.Measures;

/// <summary>
/// Quotes of five lines made by the API, each an answered request that stands on a durable commit: one program after the other, then eight at
/// once. Beside it stands what the disk gives: commits of one row, of which each quote needs one.
/// </summary>
public static class MadeQuotes
{
    private const int Rounds = 4;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var place = await room.With(1_000, postgres);
        var account = await place.Command(
            "account",
            "add",
            "--name",
            "Program",
            "--owner",
            $"program-{Guid.NewGuid():N}@bench.example",
            "--password",
            Place.Password
        );
        using var app = await place.Start();
        var script = await Script(room, app.Address, account["api-key"]);
        foreach (var clients in new[] { 1, 8 })
        {
            var (rounds, commits) = (new List<Wrk>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                var made = await Wrk.Round(new Uri(app.Address, "/api/v1/quotes"), clients, room.Seconds, script);
                // The first only warms up.
                if (round > 0)
                    rounds.Add(made);
                commits.Add(1000 / Figures.Median(await RowCommits.Measure(Path.Combine(room.Folder, $"{Guid.NewGuid():N}.db"), 200)));
            }
            var middle = Wrk.Middle(rounds);
            Figures.Print($"make-{name}-{clients}", middle.PerSecond, "quotes/s");
            Figures.Print($"make-{name}-{clients}-p50", middle.P50, "ms");
            Figures.Print($"make-{name}-{clients}-p99", middle.P99, "ms");
            Figures.Print($"make-{name}-{clients}-yardstick-commits", Figures.Median(commits), "/s");
        }
    }

    private static async Task<string> Script(Room room, Uri address, string key)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.PostAsync(
            "/api/v1/customers",
            new StringContent(
                """{"kind":"person","name":"Claire Fontanel","email":"claire@fontanel.example","address":{"country":"FR","line1":"12 allée des Tilleuls","postalCode":"74000","city":"Annecy"}}""",
                Encoding.UTF8,
                "application/json"
            )
        );
        answer.EnsureSuccessStatusCode();
        var customer = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();
        var lines = string.Join(
            ',',
            Enumerable
                .Range(1, 5)
                .Select(line =>
                    $$"""{"name":"Terrasse en pierre {{line}}","description":"Fourniture et pose, joints compris","quantity":{{line}}2.5,"unit":"m²","unitPrice":11{{line}}.40}"""
                )
        );
        var path = Path.Combine(room.Folder, $"{Guid.NewGuid():N}.lua");
        await File.WriteAllTextAsync(
            path,
            $$"""
            wrk.method = "POST"
            wrk.headers["Authorization"] = "Bearer {{key}}"
            wrk.headers["Content-Type"] = "application/json"
            wrk.body = [[{"customerId":"{{customer}}","title":"Terrasse","lines":[{{lines}}]} ]]
            """
        );
        return path;
    }
}

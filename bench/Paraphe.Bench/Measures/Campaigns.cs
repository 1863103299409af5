using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Paraphe.Bench.Measures;

/// <summary>A campaign over many properties with a contract: the page of who could be offered the service, and the making of all quotes.</summary>
public static partial class Campaigns
{
    /// <summary>Seeds 2,000 customers, each with a property.</summary>
    private const int Quotes = 10_000;
    private const int Properties = 1_000;
    private const int Times = 20;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var place = await room.With(Quotes, postgres);
        await GiveContracts(place);
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

    /// <summary>The first contract once more for each of many properties, running today.</summary>
    private static async Task GiveContracts(Place place)
    {
        await using var connection = await place.Open();
        var option = (await Rows(connection, """SELECT * FROM "OptionalServices" ORDER BY "Id" LIMIT 1"""))[0];
        var contracts = await Rows(connection, """SELECT * FROM "Contracts" ORDER BY "Id" """);
        var contract = contracts.Find(row => row["Id"]!.Equals(option["ContractId"]))!;
        var houses = await Rows(connection, $"""SELECT "Id", "CustomerId" FROM "Properties" ORDER BY "Id" LIMIT {Properties}""");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var all = await connection.BeginTransactionAsync();
        foreach (var (house, i) in houses.Select((house, i) => (house, i)))
        {
            var id = NewId(house["Id"]!);
            (contract["Id"], contract["PropertyId"], contract["CustomerId"]) = (id, house["Id"], house["CustomerId"]);
            contract["Number"] = string.Create(CultureInfo.InvariantCulture, $"BENCH-{i}");
            (contract["StartsOn"], contract["EndsOn"]) = (
                Day(contract["StartsOn"]!, today.AddDays(-30)),
                Day(contract["EndsOn"]!, today.AddDays(300))
            );
            (option["Id"], option["ContractId"]) = (NewId(id), id);
            await Insert(connection, all, "Contracts", contract);
            await Insert(connection, all, "OptionalServices", option);
        }
        await all.CommitAsync();
    }

    private static async Task<List<Dictionary<string, object?>>> Rows(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
            rows.Add(
                Enumerable
                    .Range(0, reader.FieldCount)
                    .ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : (object?)reader.GetValue(i))
            );
        return rows;
    }

    private static async Task Insert(DbConnection connection, DbTransaction all, string table, Dictionary<string, object?> row)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = all;
        var columns = string.Join(", ", row.Keys.Select(name => $"\"{name}\""));
        command.CommandText = $"INSERT INTO \"{table}\" ({columns}) VALUES ({string.Join(", ", row.Keys.Select((_, i) => $"@p{i}"))})";
        foreach (var (value, i) in row.Values.Select((value, i) => (value, i)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }

    // As the database keeps them: SQLite has texts for both.
    private static object NewId(object like) => like is string ? Guid.NewGuid().ToString().ToUpperInvariant() : Guid.NewGuid();

    private static object Day(object like, DateOnly day) =>
        like is string ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day.ToDateTime(TimeOnly.MinValue);

    [GeneratedRegex("""href="(/opportunities/preview[^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Service();
}

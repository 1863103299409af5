using System.Globalization;

namespace Paraphe.Bench;

/// <summary>Where measurements happen: a temporary folder that bench/run removes, the built program, and how much is asked.</summary>
public sealed class Room : IDisposable
{
    private readonly Dictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <summary>BENCH_ROOM.</summary>
    public required string Folder { get; init; }

    /// <summary>BENCH_APP: the folder of the published program.</summary>
    public required string App { get; init; }

    /// <summary>BENCH_QUOTES: how many the large list has.</summary>
    public int Quotes { get; init; }

    /// <summary>BENCH_CUSTOMERS: how many the large customer list has.</summary>
    public int Customers { get; init; }

    /// <summary>BENCH_SECONDS: of each round of wrk.</summary>
    public int Seconds { get; init; }

    /// <summary>BENCH_SIGNS: how many quotes are signed.</summary>
    public int Signs { get; init; }

    /// <summary>BENCH_STARTS: how often the program starts.</summary>
    public int Starts { get; init; }

    /// <summary>BENCH_REQUESTS: how many the large inbox has.</summary>
    public int Requests { get; init; }

    /// <summary>BENCH_MUTANTS: mutated messages that are read; a tenth as many go through the door.</summary>
    public int Mutants { get; init; }

    /// <summary>BENCH_POSTGRES: connection string of a server; empty measures SQLite alone.</summary>
    public string Postgres { get; init; } = "";

    public static Room FromEnvironment() =>
        new()
        {
            Folder = Environment.GetEnvironmentVariable("BENCH_ROOM") ?? throw new InvalidOperationException("Start bench/run"),
            App = Environment.GetEnvironmentVariable("BENCH_APP") ?? throw new InvalidOperationException("Start bench/run"),
            Quotes = Number("BENCH_QUOTES", 1_000_000),
            Customers = Number("BENCH_CUSTOMERS", 1_000_000),
            Seconds = Number("BENCH_SECONDS", 5),
            Signs = Number("BENCH_SIGNS", 200),
            Starts = Number("BENCH_STARTS", 5),
            Requests = Number("BENCH_REQUESTS", 200_000),
            Mutants = Number("BENCH_MUTANTS", 100_000),
            Postgres = Environment.GetEnvironmentVariable("BENCH_POSTGRES") ?? "",
        };

    /// <summary>An account with that many seeded quotes; made once, then shared by the measurements.</summary>
    public Task<Place> With(int quotes, bool postgres = false) => With($"{quotes}", postgres, place => place.Fill(quotes));

    /// <summary>An account with that many seeded customers and no quote.</summary>
    public Task<Place> WithCustomers(int customers, bool postgres) =>
        With($"customers-{customers}", postgres, place => place.FillCustomers(customers));

    /// <summary>An account with that many customers, each with a contract that runs.</summary>
    public Task<Place> WithContracts(int contracts, bool postgres) =>
        With($"contracts-{contracts}", postgres, place => place.FillCustomers(contracts, contracts));

    private async Task<Place> With(string what, bool postgres, Func<Place, Task> fill)
    {
        var name = $"{(postgres ? "postgres" : "sqlite")}-{what}";
        if (!places.TryGetValue(name, out var place))
        {
            place = postgres ? await Place.OnPostgres(this, name, Postgres) : new Place(this, name, "");
            await fill(place);
            places[name] = place;
        }
        return place;
    }

    /// <summary>An account with nothing in it, for one measurement alone.</summary>
    public async Task<Place> Empty(string name, bool postgres = false)
    {
        var place = postgres ? await Place.OnPostgres(this, name, Postgres) : new Place(this, name, "");
        await place.AddAccount();
        return place;
    }

    public void Dispose()
    {
        // PostgreSQL and the folder go with bench/run.
        places.Clear();
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

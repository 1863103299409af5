using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Paraphe.Bench.Measures;

/// <summary>A file of many customers: checked, taken into the list, taken back (CU 10).</summary>
public static class CustomerImports
{
    private const int Rows = 100_000;

    /// <summary>In the list before: the rows are looked up among them.</summary>
    private const int Known = 1_000;

    public static async Task Measure(Room room)
    {
        await Measure(room, "sqlite", postgres: false);
        if (room.Postgres.Length > 0)
            await Measure(room, "postgres", postgres: true);
    }

    private static async Task Measure(Room room, string name, bool postgres)
    {
        var place = await room.WithCustomers(Known, postgres);
        using var server = await place.Start();
        using var owner = new Visitor(server.Address);
        await owner.SignIn();
        var form = Visitor.Fields(await owner.Get("/customers/import"), "main form");
        var path = "";
        var sent = await Figures.Time(async () => path = await owner.Send("/customers/import", form, "Table", "clients.csv", File()));
        Figures.Print($"import-upload-{name}", sent, "ms");
        await Step(place, owner, path, "Check", "Checked", $"import-check-{name}");
        await Step(place, owner, path, "Run", "Done", $"import-{name}");
        Figures.Print($"import-rows-{name}", await place.One<int>("SELECT COUNT(*) FROM \"Customers\"") - Known, "customers");
        await Step(place, owner, path, "Undo", "Undone", $"import-undo-{name}");
    }

    private static async Task Step(Place place, Visitor owner, string path, string step, string end, string name)
    {
        var fields = Visitor.All(await owner.Get(path), "main form");
        var clock = Stopwatch.StartNew();
        await owner.Post($"{path}?handler={step}", fields);
        while (await place.One<string>("SELECT \"State\" FROM \"CustomerImports\"") != end)
            await Task.Delay(50);
        Figures.Print(name, clock.Elapsed.TotalSeconds, "s");
    }

    private static byte[] File()
    {
        var text = new StringBuilder("Nom;Courriel;Téléphone;Rue;CP;Ville;Pays;Tags;Note\n");
        for (var i = 0; i < Rows; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"Établissements Nº {i};client{i}@import{i % 997}.example;04 50 {i / 10_000 % 100:00} {i / 100 % 100:00} {i % 100:00};{i % 300} rue du Lac;74{i % 1000:000};Annecy;France;\"neuf, import\";\"Ligne\n{i}\"\n"
            );
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

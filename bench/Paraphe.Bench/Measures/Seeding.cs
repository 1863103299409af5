namespace Paraphe.Bench.Measures;

/// <summary>How quickly realistic quotes of five lines are made, with what belongs to them: revisions, deliveries, events, signatures.</summary>
public static class Seeding
{
    private const int Quotes = 20_000;

    public static async Task Measure(Room room) =>
        Figures.Print("seed", await (await room.With(200)).Seed(Math.Min(Quotes, room.Quotes)), "quotes/s");
}

using System.Diagnostics;

namespace Paraphe.Bench.Measures;

/// <summary>Mail by SMTP: how many are made durable in a second, how soon the open list shows them, and what many of them leave in memory.</summary>
public static class MailIn
{
    private const int Lines = 16;
    private const int Accepted = 4_000;
    private const int Looks = 200;
    private const int Small = 3_600;
    private const int Large = 12;
    private const int Megabyte = 1024 * 1024;

    public static async Task Measure(Room room)
    {
        await Accept(room, "sqlite", postgres: false);
        await ToList(room);
        await Memory(room);
        if (room.Postgres.Length > 0)
            await Accept(room, "postgres", postgres: true);
    }

    private static async Task Accept(Room room, string name, bool postgres)
    {
        var place = await room.Empty($"mail-{name}", postgres);
        using var server = await place.Start(oneCore: true);
        var to = await place.RequestAddress();
        await Send(server, to, 0, 500);
        await place.AllRead();
        var (clock, cpu) = (Stopwatch.StartNew(), server.Cpu);
        await Send(server, to, 500, Accepted);
        Figures.Print($"mail-accepted-{name}", Accepted / clock.Elapsed.TotalSeconds, "messages/s");
        Figures.Print($"mail-accepted-cpu-{name}", (server.Cpu - cpu).TotalMilliseconds / Accepted, "ms");
        await place.AllRead();
        Figures.Print($"mail-accepted-and-in-the-list-{name}", Accepted / clock.Elapsed.TotalSeconds, "messages/s");
        Figures.Print($"mail-accepted-and-in-the-list-cpu-{name}", (server.Cpu - cpu).TotalMilliseconds / Accepted, "ms");
        if (await place.One<int>("SELECT COUNT(*) FROM \"Requests\"") is var there && there != 500 + Accepted)
            throw new InvalidOperationException($"{there} requests of {500 + Accepted} messages");
    }

    private static async Task ToList(Room room)
    {
        var place = await room.Empty("mail-list");
        using var server = await place.Start();
        var to = await place.RequestAddress();
        using var owner = new Visitor(server.Address);
        await owner.SignIn();
        using var line = await MailLine.Open(server.Mail);
        // An open page hears of the mail, and fetches the list.
        await using var heard = await LiveLine.Open(owner);
        var (small, large) = (new List<double>(), new List<double>());
        for (var i = -20; i < Looks; i++)
            if (await Shown(BenchMail.Small(to, i + 1_000), i + 1_000) is var took && i >= 0)
                small.Add(took);
        Figures.Times("mail-to-list", small);
        for (var i = -2; i < 10; i++)
        {
            var raw = BenchMail.WithFile(to, i + 5_000, 10 * Megabyte);
            var took = await Shown(raw, i + 5_000);
            if (i >= 0)
                large.Add(took);
        }
        Figures.Times("mail-to-list-10mb", large);

        async Task<double> Shown(byte[] raw, int number)
        {
            heard.Forget();
            long end = 0;
            var handing = line.Hand(raw, to, () => end = Stopwatch.GetTimestamp());
            while (true)
            {
                await heard.Next("requests");
                if ((await owner.Get("/requests")).Contains(BenchMail.Subject(number), StringComparison.Ordinal))
                    break;
            }
            var took = Stopwatch.GetElapsedTime(end).TotalMilliseconds;
            await handing;
            return took;
        }
    }

    private static async Task Memory(Room room)
    {
        var place = await room.Empty("mail-memory");
        using var server = await place.Start();
        var to = await place.RequestAddress();
        Figures.Print("mail-memory-before", server.Memory(), "MB");
        await Send(server, to, 0, Small);
        await place.AllRead();
        Figures.Print("mail-memory-small", server.Memory(), "MB");
        var accepted = new List<double>();
        using (var line = await MailLine.Open(server.Mail))
            for (var i = 0; i < Large; i++)
            {
                var raw = BenchMail.WithFile(to, 9_000 + i, 25 * Megabyte);
                accepted.Add(await Figures.Time(() => line.Hand(raw, to)));
            }
        await place.AllRead();
        await Task.Delay(TimeSpan.FromSeconds(5));
        Figures.Times("mail-accepted-25mb", accepted);
        Figures.Print("mail-memory", server.Memory(), "MB");
        Figures.Print("mail-memory-peak", server.Memory("VmHWM"), "MB");
    }

    private static Task Send(Server server, string to, int first, int count) =>
        Task.WhenAll(
            Enumerable
                .Range(0, Lines)
                .Select(async own =>
                {
                    using var line = await MailLine.Open(server.Mail);
                    for (var number = first + own; number < first + count; number += Lines)
                        await line.Hand(BenchMail.Small(to, number), to);
                })
        );
}

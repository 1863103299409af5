using System.Diagnostics;
using System.Globalization;

namespace Paraphe.Bench;

/// <summary>What is printed: figures to standard output, remarks to standard error.</summary>
public static class Figures
{
    public static void Print(string name, double value, string unit)
    {
        var text = value.ToString(
            Math.Abs(value) switch
            {
                >= 1000 => "0",
                >= 10 => "0.0",
                >= 1 => "0.00",
                _ => "0.0000",
            },
            CultureInfo.InvariantCulture
        );
        Console.WriteLine($"{name} {text} {unit}");
    }

    public static void Note(string words) => Console.Error.WriteLine("# " + words);

    /// <summary>Median and 99th percentile in ms; fewer than 100 tries have no such percentile.</summary>
    public static void Times(string name, IReadOnlyList<double> milliseconds)
    {
        Print($"{name}-p50", Percentile(milliseconds, 50), "ms");
        if (milliseconds.Count >= 100)
            Print($"{name}-p99", Percentile(milliseconds, 99), "ms");
    }

    public static double Median(IReadOnlyList<double> values) => Percentile(values, 50);

    public static double Percentile(IReadOnlyList<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }

    /// <returns>How long it took, in ms.</returns>
    public static async Task<double> Time(Func<Task> act)
    {
        var clock = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
    }

    public static async Task<List<double>> Repeat(int times, Func<int, Task> act)
    {
        var all = new List<double>(times);
        for (var i = 0; i < times; i++)
            all.Add(await Time(() => act(i)));
        return all;
    }

    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Paraphe.Bench;

/// <summary>One round of wrk.</summary>
public sealed partial record Wrk(double PerSecond, double P50, double P99)
{
    /// <param name="script">Of wrk, for other requests than GET.</param>
    public static async Task<Wrk> Round(Uri address, int connections, int seconds, string? script = null)
    {
        string[] arguments =
        [
            "-t1",
            $"-c{connections}",
            $"-d{seconds}s",
            "--latency",
            .. script is null ? Array.Empty<string>() : ["-s", script],
            address.ToString(),
        ];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (
            wrk.ExitCode != 0
            || said.Contains("Non-2xx", StringComparison.Ordinal)
            || said.Contains("Socket errors", StringComparison.Ordinal)
        )
            throw new InvalidOperationException(said);
        return new Wrk(
            double.Parse(Rate().Match(said).Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            Latency(said, "50%"),
            Latency(said, "99%")
        );
    }

    /// <summary>The middle of several rounds, each figure for itself.</summary>
    public static Wrk Middle(IReadOnlyList<Wrk> rounds) =>
        new(
            Figures.Median([.. rounds.Select(round => round.PerSecond)]),
            Figures.Median([.. rounds.Select(round => round.P50)]),
            Figures.Median([.. rounds.Select(round => round.P99)])
        );

    private static double Latency(string said, string percent)
    {
        var found = Distribution().Matches(said).First(match => match.Groups[1].Value == percent);
        var number = double.Parse(found.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return found.Groups[3].Value switch
        {
            "us" => number / 1000,
            "s" => number * 1000,
            _ => number,
        };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)", RegexOptions.None, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^\s+(\d+%)\s+([\d.]+)(us|ms|s)", RegexOptions.Multiline, 1000)]
    private static partial Regex Distribution();
}

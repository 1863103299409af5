using System.Diagnostics;
using System.Globalization;

namespace Paraphe.Tests.Mail;

/// <summary>Processor time of this thread where the system tells it, so that a loaded machine fails no test; else the clock.</summary>
internal static class OwnTime
{
    private const string Statistics = "/proc/thread-self/stat";

    public static TimeSpan Of(Action work)
    {
        if (!File.Exists(Statistics))
        {
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed;
        }
        var before = Used();
        work();
        return Used() - before;
    }

    // User and system time, fields 14 and 15, in hundredths of a second; the name in brackets may hold blanks.
    private static TimeSpan Used()
    {
        var text = File.ReadAllText(Statistics);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        return TimeSpan.FromMilliseconds(ticks * 10);
    }
}

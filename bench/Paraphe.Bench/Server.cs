using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Paraphe.Bench;

/// <summary>A program under measurement, in a process of its own: Paraphe, or a yardstick.</summary>
public sealed class Server : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process process;

    private Server(Process process, Uri address, IPEndPoint mail, TimeSpan started) =>
        (this.process, Address, Mail, Started) = (process, address, mail, started);

    public Uri Address { get; }

    /// <summary>Where it takes mail.</summary>
    public IPEndPoint Mail { get; }

    /// <summary>From the start of the process until the first page was there.</summary>
    public TimeSpan Started { get; }

    /// <summary>Time on processors so far, which a busy machine stretches less than the clock's.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB; <c>VmHWM</c> is its peak.</summary>
    public double Memory(string which = "VmRSS") =>
        File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith(which, StringComparison.Ordinal)) is var line
            ? double.Parse(string.Concat(line.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture) / 1024
            : 0;

    public static async Task<Server> Start(
        string file,
        string[] arguments,
        Dictionary<string, string> settings,
        string addressSetting,
        string firstPage
    )
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        settings[addressSetting] = address.ToString().TrimEnd('/');
        var mail = new IPEndPoint(IPAddress.Loopback, FreePort());
        settings["PARAPHE_SMTP_LISTEN"] = mail.ToString();
        using var http = new HttpClient { BaseAddress = address };
        var clock = Stopwatch.StartNew();
        var process = Launch(file, arguments, settings, _ => { });
        while (!await Answers(http, firstPage))
        {
            if (process.HasExited || clock.Elapsed > Limit)
                throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} does not serve");
            await Task.Delay(2);
        }
        return new Server(process, address, mail, clock.Elapsed);
    }

    /// <summary>This program once more, as a yardstick.</summary>
    public static Task<Server> Yardstick(string kind, params string[] more)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["BENCH_ADDRESS"] = address };
        return Start(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Paraphe.Bench.dll"), "yardstick", kind, "BENCH_ADDRESS", .. more],
            settings,
            "BENCH_ADDRESS",
            "/"
        );
    }

    public static async Task<Dictionary<string, string>> Command(string file, string[] arguments, Dictionary<string, string> settings)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        using var process = Launch(
            file,
            arguments,
            settings,
            line =>
            {
                if (line.Split(' ', 2) is [var name, var value])
                    said[name] = value;
            }
        );
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said
            : throw new InvalidOperationException($"{string.Join(' ', arguments)}: exit {process.ExitCode}");
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> Answers(HttpClient http, string page)
    {
        try
        {
            using var response = await http.GetAsync(page);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private static Process Launch(string file, string[] arguments, Dictionary<string, string> settings, Action<string> heard)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => heard(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

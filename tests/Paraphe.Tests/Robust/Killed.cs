using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Paraphe.Tests.Robust;

/// <summary>The built program as a process of its own, that can be killed.</summary>
internal sealed class Killed(IReadOnlyDictionary<string, string> settings) : IDisposable
{
    private readonly int port = FreePort();
    private readonly Queue<string> words = new();
    private Process? process;

    // bench/kill names one that starts quicker: compiled ahead.
    private static string? Given => Environment.GetEnvironmentVariable("PARAPHE_TEST_APP") is { Length: > 0 } app ? app : null;

    private static string Program => Given ?? Path.Combine(AppContext.BaseDirectory, "paraphe.dll");

    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>The last lines that it wrote.</summary>
    public string Words
    {
        get
        {
            lock (words)
                return string.Join('\n', words);
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Program },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                // Start quickly: it will not live long.
                ["DOTNET_TieredPGO"] = "0",
                ["PARAPHE_HTTP"] = Address.ToString(),
                // Style sheets stand beside the sources.
                ["ASPNETCORE_CONTENTROOT"] = Given is null ? Path.Combine(Sources(), "src", "Paraphe") : Path.GetDirectoryName(Given)!,
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, said) => Keep(said.Data);
        process.ErrorDataReceived += (_, said) => Keep(said.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = Address };
        for (var patience = 0; patience < 1_200; patience++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"It ended by itself with {process.ExitCode}: {Words}");
            try
            {
                if ((await client.GetAsync("/health/live")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(25);
        }
        throw new TimeoutException($"It does not start: {Words}");
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public void Dispose()
    {
        if (process is not null)
            Kill();
    }

    private void Keep(string? line)
    {
        lock (words)
        {
            words.Enqueue(line ?? "");
            while (words.Count > 60)
                words.Dequeue();
        }
    }

    private static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Paraphe.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside of their sources");
        return folder.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

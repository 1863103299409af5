using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Paraphe.Tests.Requests;

/// <summary>Debian's Postfix on a port and in folders of its own, handing all mail on to a listener of ours.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private readonly string folder = Directory.CreateTempSubdirectory("paraphe-relay").FullName;

    private Relay(int port) => Port = port;

    /// <summary>Postfix starts as root only.</summary>
    public static bool IsHere => File.Exists(Program) && File.Exists("/usr/bin/swaks") && Environment.UserName == "root";

    public int Port { get; }

    public static async Task<Relay> Start(int to)
    {
        var relay = new Relay(FreePort());
        await relay.Write(to);
        (await Run("chown", "postfix", Path.Combine(relay.folder, "data"))).Code.ShouldBe(0);
        var started = await Run(Program, "-c", relay.Config, "start");
        started.Code.ShouldBe(0, started.Said);
        return relay;
    }

    /// <summary>Hands a mail to the relay with swaks.</summary>
    public async Task<(int Code, string Said)> Swaks(params string[] words) =>
        await Run("/usr/bin/swaks", ["--server", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), .. words]);

    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string Config => Path.Combine(folder, "conf");

    private string LogFile => Path.Combine(folder, "log");

    public async ValueTask DisposeAsync()
    {
        await Run(Program, "-c", Config, "stop");
        Directory.Delete(folder, recursive: true);
    }

    private async Task Write(int to)
    {
        foreach (var name in new[] { "conf", "queue", "data" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        await Run("chmod", "755", folder);
        await File.WriteAllTextAsync(
            Path.Combine(Config, "main.cf"),
            $"""
            compatibility_level = 3.6
            queue_directory = {folder}/queue
            data_directory = {folder}/data
            maillog_file = {LogFile}
            maillog_file_prefixes = {folder}
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            myhostname = relay.example
            mydestination =
            alias_maps =
            mynetworks = 127.0.0.0/8
            relayhost = [127.0.0.1]:{to}
            smtp_dns_support_level = disabled
            smtp_tls_security_level = may
            notify_classes =
            bounce_template_file =

            """
        );
        await File.WriteAllTextAsync(
            Path.Combine(Config, "master.cf"),
            $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            postlog unix-dgram n - n - 1 postlogd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            relay unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache

            """
        );
    }

    // What a daemon inherits does not end before it does: only swaks is read.
    private static async Task<(int Code, string Said)> Run(string program, params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, words)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var said = program.EndsWith("swaks", StringComparison.Ordinal) ? await process.StandardOutput.ReadToEndAsync(limit.Token) : "";
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, said);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

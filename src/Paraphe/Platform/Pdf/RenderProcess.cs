using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace Paraphe.Platform.Pdf;

/// <summary>One running worker. It holds nothing worth keeping, so any doubt about it ends with killing it.</summary>
internal sealed class RenderProcess : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly RenderSettings settings;
    private readonly Process node;
    private readonly DirectoryInfo folder;
    private readonly HttpClient http;
    private int documents;
    private bool doubtful;

    private RenderProcess(RenderSettings settings, Process node, DirectoryInfo folder, string socket, string token)
    {
        (this.settings, this.node, this.folder) = (settings, node, folder);
        var handler = new SocketsHttpHandler { ConnectCallback = (_, stop) => Connect(socket, stop) };
        http = new HttpClient(handler) { BaseAddress = new Uri("http://worker/"), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public int Id => node.Id;

    public bool IsUsable => !doubtful && !node.HasExited && documents < settings.DocumentsPerProcess;

    public long Memory
    {
        get
        {
            try
            {
                node.Refresh();
                return node.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                // It ended between two looks.
                return 0;
            }
        }
    }

    /// <exception cref="RenderUnavailableException">Node.js or a package is missing, or it does not come up.</exception>
    public static async Task<RenderProcess> Start(RenderSettings settings, ILogger logger, CancellationToken stop)
    {
        if (settings.Modules is null)
            throw new RenderUnavailableException(
                "The renderer's packages are missing: no node_modules (run npm install, or set PARAPHE_NODE_MODULES)."
            );
        if (!File.Exists(settings.Worker))
            throw new RenderUnavailableException($"The renderer's program is missing: {settings.Worker}");
        try
        {
            return await Start(settings, RenderPermissions.Of(settings), logger, stop);
        }
        catch (RenderProcessDiedException refused)
        {
            // Node's permission flags changed their names between versions; the process is apart anyway.
            logger.LogWarning("The render worker does not start with Node's permission flags: {Reason}", refused.Message);
        }
        try
        {
            return await Start(settings, [], logger, stop);
        }
        catch (RenderProcessDiedException died)
        {
            throw new RenderUnavailableException($"The renderer does not start. {died.Message}", died);
        }
    }

    private static async Task<RenderProcess> Start(RenderSettings settings, string[] permissions, ILogger logger, CancellationToken stop)
    {
        // Readable by this user alone; short, because a socket's path must fit in about 100 bytes.
        var room = Directory.CreateTempSubdirectory("paraphe-");
        var socket = OperatingSystem.IsWindows() ? $@"\\.\pipe\{room.Name}" : Path.Combine(room.FullName, "s");
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var process = new RenderProcess(settings, Launch(settings, permissions, room), room, socket, token);
        try
        {
            var words = process.Listen(logger);
            await process.Introduce(settings, socket, token);
            await process.Ready(words, stop);
            return process;
        }
        catch
        {
            // Whatever went wrong, nobody else would end the process.
            await process.DisposeAsync();
            throw;
        }
    }

    private static Process Launch(RenderSettings settings, string[] permissions, DirectoryInfo room)
    {
        string[] arguments = [.. permissions, "--max-old-space-size=256", settings.Worker];
        var start = new ProcessStartInfo(settings.Node, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = room.FullName,
        };
        // None of the app's secrets; and a dead end for whatever tries to reach the network.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["NODE_NO_WARNINGS"] = "1";
        foreach (
            var name in (string[])["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TYPST_PACKAGE_PATH", "TYPST_PACKAGE_CACHE_PATH"]
        )
            start.Environment[name] = room.FullName;
        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"])
            start.Environment[name] = "http://127.0.0.1:1";
        if (OperatingSystem.IsWindows())
            start.Environment["SystemRoot"] = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            room.Delete(recursive: true);
            throw new RenderUnavailableException($"Node.js cannot be started ({settings.Node}): {missing.Message}", missing);
        }
    }

    // By standard input, because arguments and environment can be read by others of this user.
    private async Task Introduce(RenderSettings settings, string socket, string token)
    {
        var words = JsonSerializer.Serialize(
            new
            {
                socket,
                token,
                templates = Path.GetFullPath(settings.Templates),
                modules = settings.Modules,
                fonts = settings.Fonts(),
                maxBytes = settings.MaxBytes,
                maxPixels = settings.MaxPixels,
                secondsPerDocument = settings.DocumentLimit.TotalSeconds,
            }
        );
        try
        {
            await node.StandardInput.WriteLineAsync(words);
            await node.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended at once; Ready says why.
        }
    }

    private readonly Queue<string> lastWords = new();

    private TaskCompletionSource Listen(ILogger logger)
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.OutputDataReceived += (_, line) =>
        {
            if (line.Data == "ready")
                ready.TrySetResult();
        };
        node.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { Length: > 0 } words)
                return;
            logger.LogDebug("Render worker: {Words}", words);
            lock (lastWords)
            {
                lastWords.Enqueue(words);
                if (lastWords.Count > 12)
                    lastWords.Dequeue();
            }
        };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        return ready;
    }

    private async Task Ready(TaskCompletionSource ready, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(settings.StartLimit);
        var ended = node.WaitForExitAsync(limit.Token);
        var first = await Task.WhenAny(ready.Task, ended);
        stop.ThrowIfCancellationRequested();
        if (first == ended)
            throw Died(node.HasExited ? "" : $"Not ready after {settings.StartLimit.TotalSeconds} s. ");
    }

    /// <exception cref="RenderProcessDiedException">The process ended before it answered.</exception>
    /// <exception cref="RenderFailedException">Template error, broken picture, too long, too much memory.</exception>
    public async Task<RenderAnswer> Ask(string path, RenderMessage message, CancellationToken stop)
    {
        documents++;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(settings.DocumentLimit);
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var tooLarge = StopWhenTooLarge(guard);
        try
        {
            using var body = new ByteArrayContent(message.ToBytes());
            using var response = await http.PostAsync(path, body, guard.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(guard.Token);
            if (response.IsSuccessStatusCode)
                return new RenderAnswer(bytes, Notes(response));
            throw new RenderFailedException(Words(bytes) ?? $"The renderer answered {(int)response.StatusCode}.");
        }
        catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
        {
            doubtful = true;
            Kill();
            stop.ThrowIfCancellationRequested();
            if (limit.IsCancellationRequested)
                throw new RenderFailedException($"Rendering took longer than {settings.DocumentLimit.TotalSeconds:0.#} s and was stopped.");
            if (guard.IsCancellationRequested)
                throw new RenderFailedException($"Rendering needed more than {settings.MemoryLimit >> 20} MB of memory and was stopped.");
            await node.WaitForExitAsync(CancellationToken.None);
            throw Died("", broken);
        }
        finally
        {
            await guard.CancelAsync();
            await tooLarge;
        }
    }

    // Node can limit its own heap only; Typst and libvips take theirs from the system.
    private async Task StopWhenTooLarge(CancellationTokenSource guard)
    {
        try
        {
            while (Memory < settings.MemoryLimit)
                await Task.Delay(100, guard.Token);
            await guard.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The answer is there.
        }
    }

    private static JsonElement Notes(HttpResponseMessage response) =>
        JsonElement.Parse(Uri.UnescapeDataString(response.Headers.GetValues("x-notes").Single()));

    private static string? Words(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body).GetProperty("message").GetString();
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The status alone must do.
            return null;
        }
    }

    private RenderProcessDiedException Died(string why, Exception? inner = null)
    {
        lock (lastWords)
            return new RenderProcessDiedException(why + string.Join(' ', lastWords), inner);
    }

    private static async ValueTask<Stream> Connect(string socket, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows())
        {
            var pipe = new NamedPipeClientStream(".", Path.GetFileName(socket), PipeDirection.InOut, PipeOptions.Asynchronous);
            await pipe.ConnectAsync(stop);
            return pipe;
        }
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop);
        return new NetworkStream(connection, ownsSocket: true);
    }

    private void Kill()
    {
        try
        {
            node.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It had ended already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        doubtful = true;
        http.Dispose();
        try
        {
            node.StandardInput.Close();
            using var grace = new CancellationTokenSource(Grace);
            await node.WaitForExitAsync(grace.Token);
        }
        catch (Exception late) when (late is OperationCanceledException or IOException)
        {
            // It does not listen, so it is not asked again.
            Kill();
        }
        node.Dispose();
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // An empty folder in the temporary folder harms nobody.
        }
    }
}

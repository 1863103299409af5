using System.Text.Json;

namespace Paraphe.Platform.Pdf;

/// <summary>
/// The one door to the renderer: PDFs from Typst templates, safe pictures from unsafe ones. One at a time, in a process that is
/// started when first needed and replaced when it crashed, hung or grew. A singleton; never called while a request waits.
/// </summary>
public sealed class RenderWorker(RenderSettings settings, ILogger<RenderWorker> logger, TimeProvider clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private RenderProcess? process;
    private ITimer? idle;
    private int waiting;

    /// <summary>Resident bytes of the running process; zero when none runs.</summary>
    public long Memory => process?.Memory ?? 0;

    internal int? ProcessId => process?.Id;

    /// <summary>Prints JSON data with a template of the folder, such as <c>quote.typ</c>.</summary>
    /// <exception cref="RenderUnavailableException">Not now: try again later.</exception>
    /// <exception cref="RenderFailedException">Not this document.</exception>
    public async Task<RenderedPdf> Pdf(
        string template,
        ReadOnlyMemory<byte> jsonData,
        IReadOnlyList<PdfAttachment> attachments,
        PdfOptions options,
        CancellationToken stop = default
    )
    {
        var message = RenderMessage.ForPdf(template, jsonData, attachments, options);
        var answer = await Ask("pdf", message, stop);
        return new RenderedPdf(answer.Body, answer.Notes.TryGetProperty("notice", out var notice) ? notice.GetString() : null);
    }

    /// <summary>Upright, at most that large (in pixels), without metadata. Takes JPEG, PNG and WebP; refuses all else.</summary>
    /// <inheritdoc cref="Pdf" path="/exception"/>
    public async Task<PictureResult> Picture(
        ReadOnlyMemory<byte> picture,
        int maxWidth,
        int maxHeight = 4096,
        PictureFormat format = PictureFormat.Auto,
        int quality = 82,
        CancellationToken stop = default
    )
    {
        var answer = await Ask("picture", RenderMessage.ForPicture(picture, maxWidth, maxHeight, format, quality), stop);
        var notes = answer.Notes;
        var mimeType = "image/" + notes.GetProperty("format").GetString();
        return new PictureResult(answer.Body, notes.GetProperty("width").GetInt32(), notes.GetProperty("height").GetInt32(), mimeType);
    }

    private async Task<RenderAnswer> Ask(string room, RenderMessage message, CancellationToken stop)
    {
        if (message.Length > settings.MaxBytes)
            throw new RenderFailedException($"More than {settings.MaxBytes >> 20} MB to render.");
        if (Interlocked.Increment(ref waiting) > settings.QueueLength)
        {
            Interlocked.Decrement(ref waiting);
            throw new RenderUnavailableException("Too many documents are waiting for the renderer.");
        }
        try
        {
            if (!await turn.WaitAsync(settings.QueueLimit, stop))
                throw new RenderUnavailableException("The renderer is busy.");
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
        try
        {
            return await AskTwice(room, message, stop);
        }
        finally
        {
            RestLater();
            turn.Release();
        }
    }

    private async Task<RenderAnswer> AskTwice(string room, RenderMessage message, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var running = process is { IsUsable: true } ? process : await Replace(stop);
            try
            {
                return await running.Ask(room, message, stop);
            }
            catch (RenderProcessDiedException died) when (attempt == 1)
            {
                // Killed from outside, most likely; if the document itself kills it, the second death says so.
                logger.LogWarning(died, "The render worker died; starting another");
            }
            catch (RenderProcessDiedException died)
            {
                throw new RenderFailedException($"The renderer stopped twice on this document. {died.Message}");
            }
        }
    }

    private async Task<RenderProcess> Replace(CancellationToken stop)
    {
        await StopProcess();
        var started = clock.GetTimestamp();
        process = await RenderProcess.Start(settings, logger, stop);
        logger.LogInformation("Render worker started in {Milliseconds:0} ms", clock.GetElapsedTime(started).TotalMilliseconds);
        return process;
    }

    private void RestLater()
    {
        idle ??= clock.CreateTimer(_ => _ = Rest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        idle.Change(settings.IdleLimit, Timeout.InfiniteTimeSpan);
    }

    private async Task Rest()
    {
        if (!await turn.WaitAsync(0))
            return;
        try
        {
            await StopProcess();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task StopProcess()
    {
        if (process is not { } old)
            return;
        process = null;
        await old.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (idle is not null)
            await idle.DisposeAsync();
        await StopProcess();
    }
}

internal sealed record RenderAnswer(byte[] Body, JsonElement Notes);

internal sealed class RenderProcessDiedException(string message, Exception? inner = null) : Exception(message, inner);

using System.Threading.Channels;

namespace Paraphe.Bench;

/// <summary>The open line of a member's page: what it is told to fetch anew.</summary>
public sealed class LiveLine : IAsyncDisposable
{
    private readonly CancellationTokenSource ends = new();
    private readonly Channel<string> targets = Channel.CreateUnbounded<string>();
    private readonly Task reading;

    private LiveLine(Stream stream) => reading = Read(stream);

    public static async Task<LiveLine> Open(Visitor visitor) => new(await visitor.Open("/live"));

    /// <summary>What was heard until now counts no more.</summary>
    public void Forget()
    {
        while (targets.Reader.TryRead(out _)) { }
    }

    /// <summary>Waits until the parts named <paramref name="target"/> are to be fetched.</summary>
    public async Task Next(string target)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await targets.Reader.ReadAsync(limit.Token)).Contains($"\"{target}\"", StringComparison.Ordinal)) { }
    }

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await reading;
        ends.Dispose();
    }

    private async Task Read(Stream stream)
    {
        try
        {
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync(ends.Token) is { } line)
                if (line.StartsWith("data:", StringComparison.Ordinal))
                    targets.Writer.TryWrite(line);
        }
        catch (OperationCanceledException)
        {
            // Nobody listens any more.
        }
    }
}

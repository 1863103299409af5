using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Paraphe.Domain;

namespace Paraphe.Platform.Files;

/// <summary>Asks clamd (INSTREAM) about files that come from outside, where PARAPHE_CLAMD names one as HOST:PORT.</summary>
public sealed class VirusScan(Settings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns when there is nothing to fear, or nobody to ask.</summary>
    /// <exception cref="BrokenRuleException">A virus was found, or the scanner does not answer: then nothing is taken.</exception>
    public async Task Check(Stream content, CancellationToken stop)
    {
        if (settings.Clamd.Length == 0)
            return;
        content.Position = 0;
        var answer = await Ask(content, stop);
        if (answer.EndsWith("FOUND", StringComparison.Ordinal))
            throw new BrokenRuleException("Rules.FileVirus", "Files", answer["stream: ".Length..^" FOUND".Length]);
        if (!answer.EndsWith("OK", StringComparison.Ordinal))
            throw new BrokenRuleException("Rules.FileScanLater", "Files");
    }

    private async Task<string> Ask(Stream content, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        var place = settings.Clamd.LastIndexOf(':');
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(
                settings.Clamd[..place],
                int.Parse(settings.Clamd[(place + 1)..], System.Globalization.CultureInfo.InvariantCulture),
                patience.Token
            );
            await using var wire = client.GetStream();
            await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), patience.Token);
            var chunk = new byte[65_536];
            var length = new byte[4];
            int read;
            while ((read = await content.ReadAsync(chunk, patience.Token)) > 0)
            {
                BinaryPrimitives.WriteInt32BigEndian(length, read);
                await wire.WriteAsync(length, patience.Token);
                await wire.WriteAsync(chunk.AsMemory(0, read), patience.Token);
            }
            await wire.WriteAsync(new byte[4], patience.Token);
            var said = new byte[1024];
            var got = await wire.ReadAtLeastAsync(said, said.Length, throwOnEndOfStream: false, patience.Token);
            return Encoding.ASCII.GetString(said, 0, got).TrimEnd('\0', '\n', ' ');
        }
        catch (Exception away) when (away is SocketException or IOException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return "";
        }
    }
}

using System.Net;

namespace Paraphe.Platform.Mail;

/// <summary>A message as it came in, to be stored durably before the sender is told 250. Valid until the storing delegate returns.</summary>
public sealed class ReceivedMail
{
    /// <summary>MAIL FROM without brackets; empty for a bounce. Anybody can claim any.</summary>
    public required string Sender { get; init; }

    /// <summary>RCPT TO of the recipients that were accepted, as written.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    public required IPEndPoint Client { get; init; }

    /// <summary>The name the client gave itself.</summary>
    public required string Helo { get; init; }

    public required bool IsEncrypted { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The Return-Path and Received fields to put above the message (RFC 5321 §4.4), ending in CRLF.</summary>
    public required string Trace { get; init; }

    internal Spool Content { get; init; } = null!;

    /// <summary>Bytes of the message without the trace.</summary>
    public long Length => Content.Length;

    /// <summary>The message exactly as sent, without the trace. Lines end in CRLF.</summary>
    public Stream OpenRead() => Content.OpenRead();

    /// <summary>Trace and message in one array, for stores that want it whole.</summary>
    public byte[] ToBytes()
    {
        var trace = System.Text.Encoding.UTF8.GetBytes(Trace);
        var bytes = new byte[trace.Length + Length];
        trace.CopyTo(bytes, 0);
        using var stream = OpenRead();
        stream.ReadExactly(bytes, trace.Length, (int)Length);
        return bytes;
    }

    /// <summary>Writes trace and message without holding the message in memory.</summary>
    public async Task CopyToAsync(Stream target, CancellationToken cancel)
    {
        await target.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Trace), cancel);
        await using var stream = OpenRead();
        await stream.CopyToAsync(target, cancel);
    }
}

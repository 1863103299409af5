using System.Security.Cryptography;
using Paraphe.Features.Mail;
using Paraphe.Platform.Data;
using Paraphe.Platform.Files;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// Where mail comes in, by whichever way: knows which addresses are ours, and keeps a message so that nothing can lose it. Reading it is
/// the work of a job.
/// </summary>
public sealed class Door(IServiceScopeFactory scopes, FileStore files, Intake intake, TimeProvider clock)
{
    /// <summary>Bytes of a mail that waits in its row: a file of its own would cost each sender a wait for the disk.</summary>
    private const int Small = 32 * 1024;

    public async ValueTask<RecipientAnswer> Knows(string address, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailPlaces>().Find(address, stop) is null
            ? RecipientAnswer.Unknown
            : RecipientAnswer.Known;
    }

    /// <exception cref="InvalidOperationException">None of the addresses is ours any more: the sender must not believe that it was kept.</exception>
    public async ValueTask Keep(ReceivedMail mail, CancellationToken stop)
    {
        await using var content = mail.OpenRead();
        if (await Keep(System.Text.Encoding.UTF8.GetBytes(mail.Trace), content, mail.Length, mail.Sender, mail.Recipients, stop) == 0)
            throw new InvalidOperationException("The recipients are gone");
    }

    /// <summary>Durable, with the job that reads it, when this returns.</summary>
    /// <param name="trace">Return-Path and Received, put above the message.</param>
    /// <param name="length">Bytes of the content; null where that is not known before the end.</param>
    /// <param name="sender">MAIL FROM; empty for a bounce, null where it is not known.</param>
    /// <param name="recipients">Addresses of ours; of one account the most telling counts.</param>
    /// <returns>Rows written: one for each account.</returns>
    public async Task<int> Keep(
        byte[] trace,
        Stream content,
        long? length,
        string? sender,
        IReadOnlyList<string> recipients,
        CancellationToken stop
    )
    {
        var places = await PlacesOf(recipients, stop);
        if (places.Count == 0)
            return 0;
        using var traced = new TracedStream(trace, content);
        byte[]? raw = null;
        string hash;
        var size = trace.Length + (length ?? Small);
        if (size < Small)
            (raw, hash) = await Whole(traced, (int)size, stop);
        else
            (hash, size) = await files.Put(traced, stop);
        var contentHash = traced.ContentHash();
        foreach (var (place, recipient) in places)
            await intake.Commit(
                new InboundMail
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    AccountId = place.AccountId,
                    RawHash = hash,
                    Raw = raw,
                    ContentHash = contentHash,
                    Size = size,
                    Sender = sender,
                    Recipient = recipient,
                    ReceivedAt = clock.GetUtcNow().UtcDateTime,
                }
            );
        return places.Count;
    }

    private static async Task<(byte[] Raw, string Hash)> Whole(Stream traced, int length, CancellationToken stop)
    {
        var raw = new byte[length];
        await traced.ReadExactlyAsync(raw, stop);
        return (raw, Convert.ToHexStringLower(SHA256.HashData(raw)));
    }

    private async Task<List<(MailPlace Place, string Recipient)>> PlacesOf(IReadOnlyList<string> recipients, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var places = scope.ServiceProvider.GetRequiredService<MailPlaces>();
        var found = new List<(MailPlace Place, string Recipient)>();
        foreach (var recipient in recipients)
            if (await places.Find(recipient, stop) is { } place)
                found.Add((place, recipient));
        return [.. found.GroupBy(each => each.Place.AccountId).Select(same => same.MaxBy(each => each.Place.Kind))];
    }
}

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
    public async ValueTask<RecipientAnswer> Knows(string address, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailPlaces>().Find(address, stop) is null
            ? RecipientAnswer.Unknown
            : RecipientAnswer.Known;
    }

    public async ValueTask Keep(ReceivedMail mail, CancellationToken stop)
    {
        await using var content = mail.OpenRead();
        await Keep(System.Text.Encoding.UTF8.GetBytes(mail.Trace), content, mail.Sender, mail.Recipients, stop);
    }

    /// <summary>Durable, with the job that reads it, when this returns.</summary>
    /// <param name="trace">Return-Path and Received, put above the message.</param>
    /// <param name="sender">MAIL FROM; empty for a bounce, null where it is not known.</param>
    /// <param name="recipients">Addresses of ours; of one account the most telling counts.</param>
    /// <returns>Rows written: one for each account.</returns>
    public async Task<int> Keep(byte[] trace, Stream content, string? sender, IReadOnlyList<string> recipients, CancellationToken stop)
    {
        var places = await PlacesOf(recipients, stop);
        if (places.Count == 0)
            return 0;
        using var traced = new TracedStream(trace, content);
        var (hash, size) = await files.Put(traced, stop);
        var contentHash = traced.ContentHash();
        foreach (var (place, recipient) in places)
            await intake.Commit(
                new InboundMail
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    AccountId = place.AccountId,
                    RawHash = hash,
                    ContentHash = contentHash,
                    Size = size,
                    Sender = sender,
                    Recipient = recipient,
                    ReceivedAt = clock.GetUtcNow().UtcDateTime,
                }
            );
        return places.Count;
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

using Paraphe.Features.Mail;
using Paraphe.Platform.Mail;

namespace Paraphe.Features.Requests.Incoming;

/// <summary>
/// Watches a Maildir that an MTA delivers into: PARAPHE_MAILDIR. What is for us is kept like any other mail and moved from <c>new</c> to
/// <c>cur</c>; what is for nobody goes there too, with a word in the log.
/// </summary>
public sealed partial class MaildirDoor(Door door, IServiceScopeFactory scopes, IConfiguration configuration, ILogger<MaildirDoor> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly string[] Fields = ["Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration["PARAPHE_MAILDIR"] is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(Path.Combine(folder, "new"));
        Directory.CreateDirectory(Path.Combine(folder, "cur"));
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await Empty(folder, stoppingToken);
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                // The disk or the database is away: the mail stays where it is, and is looked for again.
                LogBroken(broken);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Takes in all that lies in <c>new</c>.</summary>
    public async Task Empty(string folder, CancellationToken stop)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "new")).Order(StringComparer.Ordinal).ToList())
        {
            if (new FileInfo(file).Length > MailLimits.Default.MessageBytes || !await Take(file, stop))
                LogNobody(Path.GetFileName(file));
            File.Move(file, Path.Combine(folder, "cur", Path.GetFileName(file).Split(':')[0] + ":2,S"), overwrite: true);
        }
    }

    private async Task<bool> Take(string file, CancellationToken stop)
    {
        var message = MimeReader.Read(await File.ReadAllBytesAsync(file, stop));
        var recipients = await Recipients(message, stop);
        if (recipients.Count == 0)
            return false;
        await using var content = File.OpenRead(file);
        var sender = message.Headers["Return-Path"]?.Trim('<', '>', ' ');
        return await door.Keep([], content, content.Length, sender, recipients, stop) > 0;
    }

    // The MTA's own words first; what the sender wrote only where it left none.
    private async Task<IReadOnlyList<string>> Recipients(MailMessage message, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var places = scope.ServiceProvider.GetRequiredService<MailPlaces>();
        foreach (var field in Fields)
        {
            var known = new List<string>();
            foreach (var box in message.Headers.All(field).SelectMany(value => Mailbox.ParseList(value, 100)))
                if (await places.Find(box.Address, stop) is not null)
                    known.Add(box.Address);
            if (known.Count > 0)
                return known;
        }
        return [];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail {File} in the Maildir is for nobody here")]
    private partial void LogNobody(string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "The Maildir cannot be read")]
    private partial void LogBroken(Exception error);
}

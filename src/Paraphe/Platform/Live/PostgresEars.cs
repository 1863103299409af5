using System.Text.Json;
using Npgsql;

namespace Paraphe.Platform.Live;

/// <summary>Hears what other nodes say (LISTEN) and passes it on in this process.</summary>
public sealed class PostgresEars(string connectionString, Announcer announcer, ILogger<PostgresEars> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                connection.Notification += (_, said) => Pass(said.Payload);
                await connection.OpenAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand($"LISTEN {Announcer.PostgresChannel}", connection))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                announcer.Forget();
                while (true)
                    await connection.WaitAsync(stoppingToken);
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException && !stoppingToken.IsCancellationRequested)
            {
                // The database restarts or the network broke: live events pause, nothing else does.
                log.LogWarning(lost, "Lost the ear on the database; listening again");
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    private void Pass(string payload)
    {
        if (JsonSerializer.Deserialize<Announcement>(payload) is { } announcement)
            announcer.Hear(announcement);
    }
}

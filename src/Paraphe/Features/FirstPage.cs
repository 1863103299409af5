using Microsoft.AspNetCore.DataProtection;
using Npgsql;
using Paraphe.Features.Setup;
using Paraphe.Platform.Data;

namespace Paraphe.Features;

/// <summary>
/// What the first page would have to wait for: the shape of the database, EF Core's model of it, the keys of cookies and forms. Made while the
/// program puts the rest together.
/// </summary>
public static class FirstPage
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>False when there is no way to the database; why stands on standard error.</returns>
    public static async Task<bool> Prepare(IServiceProvider services)
    {
        try
        {
            await Migrating.Migrate(services, Patience);
        }
        catch (NpgsqlException away)
        {
            // Whoever starts the program can mend this; a trace of our code would not help.
            await Console.Error.WriteLineAsync($"PARAPHE_DATABASE: {away.Message}");
            return false;
        }
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Db>().IsEmpty();
        scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(FirstPage)).Protect([1]);
        return true;
    }
}

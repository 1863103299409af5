using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using Paraphe.Platform.Data;
using Paraphe.Platform.Web;

namespace Paraphe.Features;

/// <summary>
/// What the first page would have to wait for: the shape of the database, the keys of cookies and forms, texts and icons. Seen to while the program puts the rest
/// together. EF Core's model of the tables is made behind the first page, by the jobs that are looked for.
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
        _ = scope.ServiceProvider.GetRequiredService<SignInManager<Member>>();
        _ = (TextBook.All, services.GetRequiredService<Icons>(), services.GetRequiredService<Assets>());
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(FirstPage)).Protect([1]);
        return true;
    }
}

using Microsoft.AspNetCore.DataProtection;
using Paraphe.Features.Setup;
using Paraphe.Platform.Data;

namespace Paraphe.Features;

/// <summary>
/// What the first page would have to wait for: the shape of the database, EF Core's model of it, the keys of cookies and forms. Made while the
/// program puts the rest together.
/// </summary>
public static class FirstPage
{
    public static async Task Prepare(IServiceProvider services)
    {
        await Migrating.Migrate(services);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Db>().IsEmpty();
        scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(FirstPage)).Protect([1]);
    }
}

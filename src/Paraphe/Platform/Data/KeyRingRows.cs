using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Paraphe.Platform.Data;

/// <summary>
/// Keys of data protection in the database, so that all nodes share them; encrypted with the installation's secret.
/// </summary>
public sealed class KeyRingRows(IServiceScopeFactory scopes, Secret secret) : IXmlRepository
{
    private const string Prefix = "key-ring/";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        return
        [
            .. db.Set<ServerValue>()
                .Where(row => row.Name.StartsWith(Prefix))
                .Select(row => row.Value)
                .ToList()
                .Select(secret.Decrypt)
                .OfType<string>()
                .Select(XElement.Parse),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (name, value) = (Prefix + friendlyName, secret.Encrypt(element.ToString(SaveOptions.DisableFormatting)));
        // The repository is synchronous by contract; this happens once in ninety days.
        db.Database.ExecuteSql(
            $"""INSERT INTO "ServerValues" ("Name", "Value") VALUES ({name}, {value}) ON CONFLICT ("Name") DO NOTHING"""
        );
    }
}

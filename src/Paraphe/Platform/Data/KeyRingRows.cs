using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Paraphe.Platform.Data;

/// <summary>
/// Keys of data protection in the database, so that all nodes share them; encrypted with the installation's secret.
/// </summary>
public sealed class KeyRingRows(IServiceScopeFactory scopes, BareSql sql, Secret secret) : IXmlRepository
{
    private const string Prefix = "key-ring/";

    // The repository is synchronous by contract; it is asked at the start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [
            .. sql.Read($"""SELECT "Value" FROM "ServerValues" WHERE "Name" LIKE '{Prefix}%'""")
                .GetAwaiter()
                .GetResult()
                .Select(secret.Decrypt)
                .OfType<string>()
                .Select(XElement.Parse),
        ];

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var (name, value) = (Prefix + friendlyName, secret.Encrypt(element.ToString(SaveOptions.DisableFormatting)));
        // Once in ninety days.
        db.Database.ExecuteSql(
            $"""INSERT INTO "ServerValues" ("Name", "Value") VALUES ({name}, {value}) ON CONFLICT ("Name") DO NOTHING"""
        );
    }
}

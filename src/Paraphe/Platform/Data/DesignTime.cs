using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.Logging.Abstractions;
using Paraphe.Platform.Live;
using Paraphe.Platform.Web;

namespace Paraphe.Platform.Data;

/// <summary>Contexts for the migrations tool, which needs no database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=none").UseApplicationServiceProvider(Services).Options, Scope);

    // Identity sizes its keys by options: without them the migration would differ from the running model.
    internal static IServiceProvider Services => new ServiceCollection().AddParapheSignIn().BuildServiceProvider();

    internal static DbScope Scope => new(new Tenant(), (_, _) => { }, new Announcer(NullLogger<Announcer>.Instance), TimeProvider.System);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=none").UseApplicationServiceProvider(SqliteDesign.Services).Options,
            SqliteDesign.Scope
        );
}

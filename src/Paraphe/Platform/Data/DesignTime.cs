using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Paraphe.Platform.Live;

namespace Paraphe.Platform.Data;

/// <summary>Contexts for the migrations tool, which needs no database.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=none").Options, Scope);

    internal static DbScope Scope => new(new Tenant(), (_, _) => { }, new Announcer(), TimeProvider.System);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=none").Options, SqliteDesign.Scope);
}

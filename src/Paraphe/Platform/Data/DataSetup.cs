using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Paraphe.Platform.Files;
using Paraphe.Platform.Jobs;
using Paraphe.Platform.Live;

namespace Paraphe.Platform.Data;

public static class DataSetup
{
    /// <summary>Database, file store, jobs and live announcements. <paramref name="react"/> is what follows from happenings.</summary>
    public static IServiceCollection AddParapheData(
        this IServiceCollection services,
        IConfiguration configuration,
        Settings settings,
        React react
    )
    {
        services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddSingleton(react).AddSingleton<Announcer>();
        services.AddScoped<Tenant>().AddScoped<DbScope>().AddSingleton<BareSql>();
        if (settings.IsPostgres)
        {
            services.AddDbContext<PostgresDb>(
                options => Quiet(options).UseNpgsql(settings.Database),
                optionsLifetime: ServiceLifetime.Singleton
            );
            services.AddScoped<Db>(scope => scope.GetRequiredService<PostgresDb>());
            services.AddHostedService(all => ActivatorUtilities.CreateInstance<PostgresEars>(all, settings.Database));
        }
        else
        {
            services.AddDbContext<SqliteDb>(
                options => Quiet(options).UseSqlite(SqliteConnectionString(settings)).AddInterceptors(SqlitePragmas.One),
                optionsLifetime: ServiceLifetime.Singleton
            );
            services.AddScoped<Db>(scope => scope.GetRequiredService<SqliteDb>());
        }
        services.AddSingleton(FileStore.Of(settings));
        services.AddDataProtection().SetApplicationName("paraphe");
        services.AddSingleton(Secret.From(configuration, settings)).AddSingleton<KeyRingRows>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRingRows>((options, rows) => options.XmlRepository = rows);
        services
            .AddSingleton(_ => new JobKinds())
            .AddSingleton<JobQueue>()
            .AddSingleton<JobRunner>()
            .AddHostedService(all => all.GetRequiredService<JobRunner>());
        return services;
    }

    // A count that stops at a bound takes whatever rows come first.
    private static DbContextOptionsBuilder Quiet(DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));

    public static string SqliteConnectionString(Settings settings)
    {
        Directory.CreateDirectory(settings.Data);
        return new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(settings.Data, "paraphe.db"),
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString();
    }
}

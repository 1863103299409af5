using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Paraphe.Domain.Accounts;
using Paraphe.Features.Accounts;
using Paraphe.Features.Demo;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

[assembly: AssemblyFixture(typeof(Paraphe.Tests.World))]

namespace Paraphe.Tests;

/// <summary>
/// The real application on a real database: SQLite, or PostgreSQL when PARAPHE_TEST_POSTGRES names a server. One for the whole run; each test
/// makes an account of its own. A test that moves the clock or breaks things makes a world of its own (`await using var world = new World()`).
/// </summary>
public class World : WebApplicationFactory<Program>
{
    private readonly string data = Directory.CreateTempSubdirectory("paraphe-test").FullName;
    private readonly string? database = TestServer is null ? null : $"paraphe_{Guid.NewGuid():N}";
    private readonly Lock filling = new();
    private readonly Lock starting = new();
    private bool filled;
    private int accounts;

    public TestClock Clock { get; } = new();

    public string Data
    {
        get
        {
            Fill();
            return data;
        }
    }

    /// <summary>Connection string of its PostgreSQL database; empty on SQLite.</summary>
    public string Database
    {
        get
        {
            Fill();
            return database is null ? "" : Template.Named(database);
        }
    }

    /// <summary>Begins without any table, as a new installation does.</summary>
    public bool Empty { get; init; }

    /// <summary>Further settings, given before the first use.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The Owner of a new account, signed in.</summary>
    public async Task<Office> Office(string country = "FR", string language = "fr")
    {
        var number = Interlocked.Increment(ref accounts);
        await using var scope = Services.CreateAsyncScope();
        var (account, owner) = await scope
            .ServiceProvider.GetRequiredService<NewAccount>()
            .Make(
                new NewAccount.Wish(
                    $"Jardins du Vallon {number}",
                    country,
                    language,
                    "Léa Morel",
                    $"lea{number}-{Guid.NewGuid():N}@vallon.example",
                    "correct horse battery"
                )
            );
        account.ChangeProfile(
            account.Profile with
            {
                Address = new()
                {
                    Line1 = "4 route du Semnoz",
                    PostalCode = "74600",
                    City = "Annecy",
                    Country = country,
                },
            }
        );
        await scope.ServiceProvider.GetRequiredService<Db>().SaveChangesAsync();
        return new Office(this, account.Id, owner, SignedIn(owner));
    }

    /// <summary>The Owner of a new demo account, signed in, with what the sample company has.</summary>
    public async Task<(Office Office, DemoAccount.Made Made)> Demo(string language = "fr")
    {
        await using var scope = Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<DemoAccount>().Make(language);
        return (new Office(this, made.Account.Id, made.Owner, SignedIn(made.Owner)), made);
    }

    /// <summary>A browser in which a member is signed in; redirects are not followed, cookies are kept.</summary>
    public HttpClient SignedIn(Member member)
    {
        var client = Visitor();
        client.DefaultRequestHeaders.Add(SignInDoor.Header, member.Id.ToString());
        client.GetAsync("/").GetAwaiter().GetResult();
        client.DefaultRequestHeaders.Remove(SignInDoor.Header);
        return client;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public HttpClient Visitor()
    {
        lock (starting)
            return CreateClient(
                new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri("https://paraphe.example") }
            );
    }

    /// <summary>
    /// Of the one application of this world. Tests begin side by side, and the factory would start an application for each that comes before
    /// the first has started: the pages would then be those of one, the services those of another.
    /// </summary>
    public override IServiceProvider Services
    {
        get
        {
            lock (starting)
                return base.Services;
        }
    }

    /// <summary>Runs the jobs that are due, and those that follow from them, until none is left.</summary>
    /// <param name="account">Of this account only; null, where the test has the world for itself, is of all.</param>
    public async Task RunJobs(Guid? account = null)
    {
        var runner = Services.GetRequiredService<JobRunner>();
        for (var count = 0; await runner.RunNext(CancellationToken.None, account); count++)
            if (count > 1_000)
                throw new InvalidOperationException("Jobs without end");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("PARAPHE_DATA", data);
        builder.UseSetting("PARAPHE_DATABASE", Database);
        builder.UseSetting("PARAPHE_SMTP_LISTEN", "off");
        // All tests come from the same place.
        builder.UseSetting("PARAPHE_LIMITS", "off");
        builder.UseSetting("PARAPHE_PUBLIC_URL", "https://paraphe.example");
        // Where the outside world of the tests is.
        builder.UseSetting("PARAPHE_ALLOW_PRIVATE_CALLS", "127.0.0.1");
        foreach (var (name, value) in Settings)
            builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            // Jobs run when a test says so.
            services.RemoveAll<IHostedService>();
            // A password is made with each account; what makes it slow to guess is not what is tested.
            services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
            services.AddSingleton<IStartupFilter, SignInDoor>();
        });
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        Fill();
        return base.CreateHost(builder);
    }

    // Once, before the application or a test's own process looks into it; not where another world's database is shared.
    private void Fill()
    {
        lock (filling)
        {
            if (!filled && !Settings.ContainsKey("PARAPHE_DATA"))
                Template.Fill(data, Settings.ContainsKey("PARAPHE_DATABASE") ? null : database, Empty);
            filled = true;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        for (var tries = 1; Directory.Exists(data); tries++)
            try
            {
                Directory.Delete(data, recursive: true);
            }
            catch (IOException) when (tries < 20)
            {
                // What was starting when the world ended still writes a file.
                await Task.Delay(100);
            }
        if (database is not null)
            Template.Drop(database);
    }

    private static string? TestServer => Template.Server;

    /// <summary>Signs a member in without the sign-in page: tests of other rooms do not depend on it.</summary>
    private sealed class SignInDoor : IStartupFilter
    {
        public const string Header = "X-Test-Sign-In";

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, following) =>
                    {
                        if (!context.Request.Headers.TryGetValue(Header, out var id))
                        {
                            await following(context);
                            return;
                        }
                        var members = context.RequestServices.GetRequiredService<UserManager<Member>>();
                        var member = await members.FindByIdAsync(id.ToString());
                        await context.RequestServices.GetRequiredService<SignInManager<Member>>().SignInAsync(member!, isPersistent: false);
                        context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                    }
                );
                next(app);
            };
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;

namespace Paraphe.Tests;

/// <summary>A signed-in member of an account, as a test uses him.</summary>
public sealed class Office(World world, Guid accountId, Member member, HttpClient browser)
{
    public World World => world;

    public Guid AccountId => accountId;

    public Member Member => member;

    public HttpClient Browser => browser;

    public Task<Page> Get(string url) => Page.Get(browser, url);

    /// <summary>Looks into, or changes, the account's rows beside the pages.</summary>
    public async Task<T> Db<T>(Func<Db, Task<T>> look)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(accountId);
        return await look(scope.ServiceProvider.GetRequiredService<Db>());
    }

    /// <summary>Uses the application's services within the account.</summary>
    public async Task Services(Func<IServiceProvider, Task> use)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(accountId);
        await use(scope.ServiceProvider);
    }

    public Task Db(Func<Db, Task> look) =>
        Db(async db =>
        {
            await look(db);
            return true;
        });

    /// <summary>Another member of the same account, signed in.</summary>
    public async Task<Office> With(Role role)
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Tenant>().Enter(accountId);
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var colleague = new Member(db.NewId(), accountId, $"Théo {role}", $"{role}-{Guid.NewGuid():N}@vallon.example", role, db.Now)
        {
            EmailConfirmed = true,
        };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Member>>().CreateAsync(colleague, "correct horse battery");
        made.Succeeded.ShouldBeTrue();
        return new Office(world, accountId, colleague, world.SignedIn(colleague));
    }

    public Task<Account> Account() => Db(db => db.Accounts.AsNoTracking().SingleAsync());

    /// <summary>Runs the jobs of this account that are due, and those that follow from them: not those that other tests wait with.</summary>
    public Task RunJobs() => World.RunJobs(AccountId);

    /// <summary>Runs jobs until none of this account is left.</summary>
    public async Task Settle()
    {
        for (var round = 0; round < 600; round++)
        {
            await RunJobs();
            var left = await Db(db => db.Jobs.Where(job => job.State != JobState.Done && job.RunAt <= db.Now).ToListAsync());
            if (left.Count == 0)
                return;
            var failed = left.Find(job => job.LastError.Length > 0);
            if (failed is not null)
                throw new InvalidOperationException($"{failed.Kind}: {failed.LastError}");
            await Task.Delay(50);
        }
        throw new TimeoutException("Jobs are left");
    }
}

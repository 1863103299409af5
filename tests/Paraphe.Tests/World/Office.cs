using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Data;

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
}

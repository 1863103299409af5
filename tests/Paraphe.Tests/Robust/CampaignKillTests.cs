using Paraphe.Domain;
using Paraphe.Domain.Campaigns;
using Paraphe.Domain.Contracts;
using Paraphe.Domain.Customers;
using Paraphe.Domain.Quotes;
using Paraphe.Platform.Data;
using Paraphe.Platform.Jobs;
using Paraphe.Tests.Contracts;

namespace Paraphe.Tests.Robust;

/// <summary>The process is killed (SIGKILL) while it makes the quotes of a campaign: nothing is half made, and the next process makes all of them once.</summary>
public sealed class CampaignKillTests : IAsyncLifetime
{
    private const int Properties = 400;

    private readonly World beside = new();
    private Killed app = null!;

    public ValueTask InitializeAsync()
    {
        beside.Clock.Set(TimeProvider.System.GetUtcNow());
        app = new Killed(
            new Dictionary<string, string>
            {
                ["PARAPHE_DATA"] = beside.Data,
                ["PARAPHE_DATABASE"] = beside.Database,
                ["PARAPHE_SMTP_LISTEN"] = "off",
                ["PARAPHE_LIMITS"] = "off",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__LogLevel__Default"] = "Warning",
            }
        );
        return ValueTask.CompletedTask;
    }

    [Fact, Trait("Spec", "OP 7")]
    public async Task Killed_in_the_middle_a_campaign_has_made_all_quotes_or_none_and_is_made_by_the_next_process()
    {
        var office = await beside.Office();
        var today = (await office.Account()).Today(beside.Clock.GetUtcNow().UtcDateTime);
        var contract = await office.Contract(
            "Claire Fontanel",
            Agreements.Care() with
            {
                StartsAt = today.AddDays(-20).ToDateTime(TimeOnly.MinValue),
                EndsAt = today.AddDays(300).ToDateTime(TimeOnly.MinValue),
            }
        );
        await office.Db(db => db.InTransaction(() => Multiply(db, contract)));
        await app.Start();
        var preview = await (await office.Get("/opportunities?q=ramassage")).Click("tbody a.go");
        await preview.Submit("#preview", button: "#make");
        var campaign = await office.Db(db => db.Set<Campaign>().Select(one => one.Id).SingleAsync());

        // Each time a little later in its work.
        foreach (var wait in new[] { 0, 120 })
        {
            while (!await office.Db(db => db.Jobs.AnyAsync(job => job.Kind == "MakeCampaign" && job.State == JobState.Running)))
            {
                if (await IsMade(office, campaign))
                    break;
                await Task.Delay(2);
            }
            await Task.Delay(wait);
            app.Kill();
            (await Made(office)).ShouldBe(await IsMade(office, campaign) ? Properties : 0);
            // On PostgreSQL a dead node's jobs wait for the end of their lease: a minute that the test need not sit through.
            await office.Db(db =>
                db.Jobs.Where(job => job.State == JobState.Running)
                    .ExecuteUpdateAsync(job => job.SetProperty(row => row.LeasedUntil, DateTime.UnixEpoch))
            );
            await app.Start();
        }
        for (var patience = 0; patience < 600 && !await IsMade(office, campaign); patience++)
            await Task.Delay(50);
        (await IsMade(office, campaign)).ShouldBeTrue(app.Words);
        (await Made(office)).ShouldBe(Properties);
        (
            await office.Db(db =>
                db.Quotes.Where(quote => quote.CampaignId == campaign).Select(quote => quote.PropertyId).Distinct().CountAsync()
            )
        ).ShouldBe(Properties);
        (await office.Db(db => db.Projects.CountAsync(project => project.Title == Agreements.Leaves))).ShouldBe(Properties);
    }

    private static Task<bool> IsMade(Office office, Guid campaign) =>
        office.Db(db => db.Set<Campaign>().AnyAsync(one => one.Id == campaign && one.MadeAt != null));

    private static Task<int> Made(Office office) => office.Db(db => db.Quotes.CountAsync(quote => quote.CampaignId != null));

    // The same contract for each of many properties of its customer.
    private static async Task Multiply(Db db, Contract contract)
    {
        for (var i = 1; i < Properties; i++)
        {
            var (property, copy) = (db.NewId(), db.NewId());
            await Copy<Property>(db, contract.PropertyId!.Value, ("Id", property));
            await Copy<Contract>(
                db,
                contract.Id,
                ("Id", copy),
                ("PropertyId", property),
                ("Number", $"K-{i:0000}"),
                ("QuoteId", db.NewId())
            );
            await Copy<OptionalService>(db, contract.Options.Single().Id, ("Id", db.NewId()), ("ContractId", copy));
        }
    }

#pragma warning disable EF1002, EF1003 // Names of tables and columns come from the model.
    private static Task Copy<T>(Db db, Guid row, params (string Column, object Value)[] changes)
        where T : IOwned
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var columns = type.GetProperties().Select(property => property.GetColumnName()).ToList();
        var values = columns.Select(column =>
            Array.FindIndex(changes, change => change.Column == column) is >= 0 and var place ? $"{{{place + 1}}}" : $"\"{column}\""
        );
        return db.Database.ExecuteSqlRawAsync(
            $"INSERT INTO \"{type.GetTableName()}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values)} FROM \"{type.GetTableName()}\" WHERE \"Id\" = {{0}}",
            [row, .. changes.Select(change => change.Value)]
        );
    }
#pragma warning restore EF1002, EF1003

    public async ValueTask DisposeAsync()
    {
        app.Dispose();
        await beside.DisposeAsync();
    }
}

using System.Net;
using Paraphe.Domain.Accounts;
using Paraphe.Platform.Jobs;

namespace Paraphe.Tests.Notices;

public sealed class FailedWorkTests(World world)
{
    [Fact]
    public async Task The_Owner_sees_why_work_failed_and_tries_it_again()
    {
        var office = await world.Office(language: "en");
        var job = await Fail(office, "No route to host");
        var page = await office.Get("/settings/jobs");
        page.TextOf(".works").ShouldContain("No route to host");
        (await page.Submit(".works form")).TextOf(".toast").ShouldNotBeEmpty();
        (await office.Db(db => db.Jobs.Where(row => row.Id == job).Select(row => row.State).SingleAsync())).ShouldBe(JobState.Waiting);
    }

    [Fact]
    public async Task All_failed_work_is_tried_again_at_once()
    {
        var office = await world.Office(language: "en");
        await Fail(office, "one");
        await Fail(office, "two");
        await (await office.Get("/settings/jobs")).Submit("main form");
        (await office.Db(db => db.Jobs.CountAsync(row => row.State == JobState.Failed))).ShouldBe(0);
    }

    [Fact]
    public async Task Work_of_another_account_cannot_be_tried_again()
    {
        var (ours, theirs) = (await world.Office(), await world.Office());
        var job = await Fail(theirs, "theirs");
        await Fail(ours, "ours");
        var forged = await (await ours.Get("/settings/jobs")).Submit(".works form", new() { ["id"] = job });
        forged.Status.ShouldBe(HttpStatusCode.NotFound);
        var estimator = await ours.With(Role.Estimator);
        (await estimator.Get("/settings/jobs")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Every_kind_of_work_has_a_name_people_understand() =>
        typeof(IJob)
            .Assembly.GetTypes()
            .Where(type => type.IsClass && typeof(IJob).IsAssignableFrom(type))
            .Select(type => "Jobs.Kinds." + type.Name)
            .ShouldBeSubsetOf(Paraphe.Platform.Web.TextBook.All.Keys);

    private sealed record Unknown : IJob;

    private static async Task<Guid> Fail(Office office, string why)
    {
        var id = Guid.CreateVersion7();
        await office.Db(async db =>
        {
            db.Jobs.Add(Job.Of(new Unknown(), id, db.AccountId, db.Now.AddYears(1), db.Now));
            await db.SaveChangesAsync();
            await db.Write(() =>
                db
                    .Jobs.Where(row => row.Id == id)
                    .ExecuteUpdateAsync(row => row.SetProperty(r => r.State, JobState.Failed).SetProperty(r => r.LastError, why))
            );
        });
        return id;
    }
}

using System.Net;

namespace Paraphe.Tests.Web;

public sealed class HealthTests(World world)
{
    [Fact]
    public async Task Anybody_may_ask_whether_it_lives_and_is_ready()
    {
        var visitor = world.Visitor();
        (await visitor.GetStringAsync("/health/live")).ShouldBe("{\"status\":\"live\"}");
        (await visitor.GetStringAsync("/health/ready")).ShouldBe("{\"status\":\"ready\"}");
    }

    [Fact]
    public async Task The_brand_of_an_account_is_public_and_cached()
    {
        var office = await world.Office();
        await office.Db(async db =>
        {
            var account = await db.Accounts.SingleAsync();
            account.ChangeSettings(account.Settings with { BrandColour = "#0a7d4f" });
            await db.SaveChangesAsync();
        });
        var visitor = world.Visitor();
        var sheet = await visitor.GetAsync($"/brand/{office.AccountId}.css");
        (await sheet.Content.ReadAsStringAsync()).ShouldBe(":root{--brand:#0a7d4f}");
        sheet.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/brand/{office.AccountId}.css");
        again.Headers.IfNoneMatch.Add(sheet.Headers.ETag!);
        (await visitor.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await visitor.GetAsync($"/brand/{office.AccountId}/logo")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync($"/brand/{Guid.NewGuid()}.css")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

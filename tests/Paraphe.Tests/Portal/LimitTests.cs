using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Paraphe.Tests.Data;

namespace Paraphe.Tests.Portal;

/// <summary>Doors that stand open to everybody bear only so much from one address, and whose address that is, is not for strangers to say.</summary>
[Trait("Database", "Either")]
public sealed class LimitTests(World world)
{
    private const string Proxy = "10.20.0.7";

    [Fact]
    public async Task Every_form_open_to_strangers_has_a_limit()
    {
        // The door for mail answers to a key; pages of designs are for the house alone.
        string[] free = ["/mail/inbound", "/error/{code:int}", "/design/portal"];
        var without = (await Way.All(world))
            .Where(way => way.IsPublic && way.Method is not ("GET" or "HEAD"))
            .Where(way =>
                way.Endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null
                && way.Page?.EndpointMetadata.OfType<EnableRateLimitingAttribute>().Any() != true
            )
            .Select(way => way.Pattern)
            .Except(free);
        without.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sign")]
    [InlineData("reject")]
    public async Task Who_posts_answers_by_the_hundred_is_told_to_wait(string room)
    {
        await using var limited = new Placed { Settings = { ["PARAPHE_LIMITS"] = "on" } };
        var office = await limited.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        var visitor = limited.At("192.0.2.1");
        for (var count = 0; count < 120; count++)
            (await visitor.PostAsync($"{link}/{room}", new FormUrlEncodedContent([]))).StatusCode.ShouldNotBe(
                HttpStatusCode.TooManyRequests
            );
        var refused = await visitor.PostAsync($"{link}/{room}", new FormUrlEncodedContent([]));
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await limited.At("192.0.2.2").PostAsync($"{link}/{room}", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await office.Quote(id)).Standing.ShouldBe(Domain.Quotes.Standing.Open);
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task Behind_a_trusted_proxy_the_evidence_and_the_limits_follow_the_visitor()
    {
        await using var behind = new Placed { Settings = { ["PARAPHE_PROXIES"] = "10.20.0.0/16, 127.0.0.1", ["PARAPHE_LIMITS"] = "on" } };
        var office = await behind.Office();
        var id = await office.Draft();
        var link = await office.Send(id);
        // The first entry is what the visitor claims, the last what our proxy saw.
        var visitor = behind.At(Proxy, "1.1.1.1, 203.0.113.9");
        var sign = await Page.Get(visitor, link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        (await office.Db(db => db.Signatures.Select(row => row.Ip).SingleAsync())).ShouldBe("203.0.113.9");

        for (var count = 0; count < 125; count++)
            await visitor.PostAsync(link + "/reject", new FormUrlEncodedContent([]));
        (await visitor.PostAsync(link + "/reject", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var other = behind.At(Proxy, "203.0.113.10");
        (await other.PostAsync(link + "/reject", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact, Trait("Spec", "PO 3")]
    public async Task Nobody_else_is_believed_about_his_address()
    {
        await using var open = new Placed { Settings = { ["PARAPHE_PROXIES"] = Proxy } };
        var office = await open.Office();
        var link = await office.SentGarden();
        var sign = await Page.Get(open.At("198.51.100.4", "203.0.113.9"), link + "/sign");
        (await sign.Submit("form.sheet", RoadTests.Signed())).Url.ShouldEndWith("/thanks");
        (await office.Db(db => db.Signatures.Select(row => row.Ip).SingleAsync())).ShouldBe("198.51.100.4");
    }

    [Fact]
    public async Task A_proxy_that_is_no_address_stops_the_start()
    {
        await using var wrong = new Placed { Settings = { ["PARAPHE_PROXIES"] = "my-proxy" } };
        Should.Throw<InvalidOperationException>(() => wrong.Visitor());
    }

    /// <summary>A world whose visitors come from addresses that the test names.</summary>
    private sealed class Placed : World
    {
        private const string From = "X-Test-From";

        public HttpClient At(string address, string? forwarded = null)
        {
            var client = Visitor();
            client.DefaultRequestHeaders.Add(From, address);
            if (forwarded is not null)
                client.DefaultRequestHeaders.Add("X-Forwarded-For", forwarded);
            return client;
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Place>());
        }

        private sealed class Place : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
                app =>
                {
                    app.Use(
                        (http, following) =>
                        {
                            if (IPAddress.TryParse(http.Request.Headers[From], out var address))
                                http.Connection.RemoteIpAddress = address;
                            return following(http);
                        }
                    );
                    next(app);
                };
        }
    }
}

using System.Net;

namespace Paraphe.Tests.Api;

/// <summary>How often a key may ask.</summary>
[Trait("Database", "Either")]
public sealed class LimitTests
{
    [Fact]
    public async Task A_key_has_600_requests_a_minute_and_each_answer_says_what_is_left()
    {
        await using var world = new World { Settings = { ["PARAPHE_LIMITS"] = "on" } };
        var office = await world.Office();
        var (api, other) = (await office.Program(), await office.Program());

        var first = await api.GetAsync("/api/v1/account");
        first.Headers.GetValues("RateLimit-Limit").Single().ShouldBe("600");
        first.Headers.GetValues("RateLimit-Remaining").Single().ShouldBe("599");
        first.Headers.GetValues("RateLimit-Reset").Single().ShouldBe("60");
        for (var count = 2; count <= 600; count++)
            (await api.GetAsync("/api/v1/account?no")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var late = await api.GetAsync("/api/v1/account");
        late.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        await Task.FromResult(late).ShouldBeProblem(HttpStatusCode.TooManyRequests);

        // Each key has its own; and a minute later all is well.
        (await other.GetAsync("/api/v1/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Clock.Move(TimeSpan.FromMinutes(1));
        (await api.GetAsync("/api/v1/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

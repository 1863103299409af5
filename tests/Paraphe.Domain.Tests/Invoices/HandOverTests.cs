using Paraphe.Domain.Invoices;

namespace Paraphe.Domain.Tests.Invoices;

[Trait("Spec", "IN 3")]
public sealed class HandOverTests
{
    private static readonly DateTime Now = new(2026, 11, 30, 9, 0, 0, DateTimeKind.Utc);

    private static HandOver New() => new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), HandOverDoor.Post, HandOverFormat.Ubl, Now);

    [Fact]
    public void It_waits_longer_each_time_and_gives_up_after_some_days()
    {
        var row = New();
        var waits = new List<TimeSpan>();
        while (row.Later("nobody there", Now) is { } wait)
            waits.Add(wait);
        waits[0].ShouldBe(TimeSpan.FromSeconds(30));
        waits.ShouldBe(waits.Order());
        waits[^1].ShouldBe(TimeSpan.FromHours(6));
        waits.Aggregate((a, b) => a + b).ShouldBeInRange(TimeSpan.FromDays(1), TimeSpan.FromDays(4));
        (row.State, row.Words).ShouldBe((HandOverState.Refused, "nobody there"));
    }

    [Fact]
    public void It_ends_once()
    {
        var row = New();
        row.State.ShouldBe(HandOverState.Waiting);
        row.Taken("201", Now);
        (row.State, row.Tries, row.TakenAt).ShouldBe((HandOverState.HandedOver, 1, Now));
        Should.Throw<InvalidOperationException>(() => row.Refuse("no", Now));
    }

    [Fact]
    public void Without_a_door_there_is_no_way() =>
        Should
            .Throw<BrokenRuleException>(() =>
                new HandOver(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), HandOverDoor.None, HandOverFormat.Ubl, Now)
            )
            .Rule.ShouldBe("EInvoicing.NoDoor");
}

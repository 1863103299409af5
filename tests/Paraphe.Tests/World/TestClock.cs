namespace Paraphe.Tests;

/// <summary>The time of a world: stands still but for what a test moves it.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;

    public void Set(DateTimeOffset to) => now = to;
}

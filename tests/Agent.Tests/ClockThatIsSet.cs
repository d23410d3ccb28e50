using Microsoft.Extensions.Time.Testing;

namespace Solutions.Edge.Agent.Tests;

/// <summary>A wall clock that can be set; the monotonic one and the timers go on as they did.</summary>
internal sealed class ClockThatIsSet(DateTimeOffset start) : TimeProvider
{
    private readonly FakeTimeProvider monotonic = new(start);
    private TimeSpan set;

    public override DateTimeOffset GetUtcNow() => monotonic.GetUtcNow() + set;

    public override long GetTimestamp() => (monotonic.GetUtcNow() - start).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        monotonic.CreateTimer(callback, state, dueTime, period);

    public void Advance(TimeSpan by) => monotonic.Advance(by);

    public void SetTo(DateTimeOffset now) => set = now - monotonic.GetUtcNow();
}

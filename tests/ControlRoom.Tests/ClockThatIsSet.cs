using Microsoft.Extensions.Time.Testing;

namespace Solutions.Edge.ControlRoom.Tests;

/// <summary>A machine whose wall clock can be set, and its monotonic one not.</summary>
internal sealed class ClockThatIsSet(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>By how much it is set.</summary>
    public TimeSpan Off { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Off;

    /// <summary>The one below asks for the time.</summary>
    public override long GetTimestamp() => base.GetTimestamp() - Off.Ticks;
}

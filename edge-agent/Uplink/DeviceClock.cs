using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>How far the device's clock can be trusted, and what the time really was before it was set: a Pi has none of its own after a power cut.</summary>
/// <param name="time">The machine's clock.</param>
/// <param name="ask">Its quality, as the kernel states it.</param>
internal sealed class DeviceClock(TimeProvider time, Func<KernelClock> ask)
{
    /// <summary>More than this between two looks is a step, not a clock that is steered.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);

    /// <summary>A record is about no earlier time than this, by the clock that stamped it.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    private readonly Lock access = new();

    /// <summary>The wall clock when the machine started: now, and before the last step.
    /// As times since the year 1: by a test's clock that is when it starts, give or take.</summary>
    private TimeSpan? zero, zeroBefore;

    private bool wasSynced, wasUnset;

    /// <summary>What the clock is worth now.</summary>
    public TimeQuality Quality
    {
        get
        {
            lock (access)
            {
                var word = Look();
                var quality = word.Synced ? TimeQuality.Synced : wasSynced ? TimeQuality.Holdover : TimeQuality.Unset;
                wasUnset |= quality == TimeQuality.Unset;
                wasSynced |= word.Synced;
                if (word.Synced && wasUnset)
                    Set ??= (DateTimeOffset.MinValue + zero!.Value, word.MaxErrorMs);
                return quality;
            }
        }
    }

    /// <summary>The instant at which the machine started, by the clock once it was set, and the bound on its error in ms then;
    /// null = it is not, or always was.</summary>
    public (DateTimeOffset UpZero, double? BoundMs)? Set { get; private set; }

    /// <summary>The bound on the clock's error now, in ms; null where there is none.</summary>
    public double? ErrorMs => ask().MaxErrorMs;

    /// <summary>Milliseconds since the machine started, at an instant of the wall clock as it stood then.</summary>
    public long UpAt(DateTimeOffset instant)
    {
        lock (access)
        {
            Look();
            var up = time.GetElapsedTime(0);
            // The clock may have been stepped since that instant was read from it.
            var at = SinceYearOne(instant) - zero!.Value;
            if (zeroBefore is { } before && (at > up + Step || at < up - Oldest))
                at = SinceYearOne(instant) - before;
            return Math.Max(0, (long)at.TotalMilliseconds);
        }
    }

    private static TimeSpan SinceYearOne(DateTimeOffset instant) => instant - DateTimeOffset.MinValue;

    private KernelClock Look()
    {
        var now = SinceYearOne(time.GetUtcNow()) - time.GetElapsedTime(0);
        if (zero is { } last && (now - last).Duration() > Step)
            zeroBefore = last;
        zero = now;
        return ask();
    }
}

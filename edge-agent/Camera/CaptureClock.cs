namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// Puts a camera's own frame times on the clock of this machine. A frame arrives late by what the network and the decoder took: the least
/// late one of the recent past shows how far the two clocks are apart.
/// </summary>
internal sealed class CaptureClock
{
    /// <summary>Two clocks part by less (100 in a million); the least lateness may grow as fast, or a slow camera clock would never be followed.</summary>
    private const double DriftPerSecond = 1e-4;

    /// <summary>Later than this is no jitter: the camera's clock was set, or the stream began anew.</summary>
    private static readonly TimeSpan Parted = TimeSpan.FromSeconds(2);

    private (DateTimeOffset Arrival, double Stamp, DateTimeOffset Zero)? before;

    /// <summary>When a frame was captured, which is never after it arrived and always after the frame before.</summary>
    /// <param name="arrival">When it arrived here.</param>
    /// <param name="stamp">The camera's own time in seconds; null = it has none, and the arrival is all there is.</param>
    public DateTimeOffset At(DateTimeOffset arrival, double? stamp)
    {
        if (stamp is not { } seconds || !double.IsFinite(seconds))
            return arrival;
        var zero = arrival - TimeSpan.FromSeconds(seconds);
        if (before is { } last && seconds > last.Stamp)
        {
            var expected = last.Zero + (arrival - last.Arrival) * DriftPerSecond;
            if (zero > expected && zero - expected < Parted)
                zero = expected;
        }
        before = (arrival, seconds, zero);
        return zero + TimeSpan.FromSeconds(seconds);
    }
}

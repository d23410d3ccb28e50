using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>Whether sound may be kept and delivered now: only while an evidence session runs at this place. Read from any thread.</summary>
internal sealed class SoundPermission(Place place, DeviceClock clock, TimeProvider time)
{
    /// <summary>The session that runs; null = none: it has not begun, has expired, was ended, or this device does not know what time it is.</summary>
    public SoundGrant? Current => place.Current?.Sound is { } grant && time.GetUtcNow() < grant.Expires && clock.Quality != TimeQuality.Unset ? grant : null;
}

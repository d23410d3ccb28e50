using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>What a frame shows beyond what moves in it.</summary>
internal sealed record WatchedFrame
{
    /// <summary>What counts of the motion: without what moves in ignored zones.</summary>
    public required DetectedMotion Motion { get; init; }

    /// <summary>Its share of every zone in %; empty while it is not known.</summary>
    public required IReadOnlyDictionary<string, double> Occupied { get; init; }

    /// <summary>The people followed.</summary>
    public required IReadOnlyList<Track> Tracks { get; init; }

    /// <summary>The people in each zone; empty while it is not known.</summary>
    public IReadOnlyDictionary<string, ZoneMoment> Moments { get; init; } = new Dictionary<string, ZoneMoment>();

    /// <summary>Seconds that each zone has been occupied.</summary>
    public IReadOnlyDictionary<string, double> Dwell { get; init; } = new Dictionary<string, double>();

    /// <summary>How many people the picture holds, and each zone of persons; null and missing while it is not known.</summary>
    public CrowdBand? Crowd { get; init; }

    /// <inheritdoc cref="Crowds.Dispersal.Look"/>
    public double? Dispersal { get; init; }

    public IReadOnlyDictionary<string, CrowdBand> Crowds { get; init; } = new Dictionary<string, CrowdBand>();

    /// <summary>What has been left, and which vehicles stand where none may.</summary>
    public IReadOnlyList<LeftThing> Things { get; init; } = [];

    /// <summary>What of it was found, is reported again, or is gone, with this frame.</summary>
    public IReadOnlyList<ThingChange> Changes { get; init; } = [];
}

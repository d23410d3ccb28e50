using System.Text.Json.Serialization;

namespace Solutions.Edge.Contracts;

/// <summary>One second of what a camera saw move.</summary>
/// <remarks>Names of zones and causes have 1 to <see cref="UpRecord.LongestName"/> characters.
/// A list that is not given is empty: the generated reader hands null to every init-only property that was absent.</remarks>
public sealed record MotionRecord : UpRecord
{
    /// <summary>Share of the picture covered by moving things over the second, in %, 0 to 100; null = no picture.</summary>
    public double? Occupied { get; init; }

    /// <summary>Share of pixels that changed from one frame to the next, mean over the second, in %, 0 to 100.</summary>
    public double? Changed { get; init; }

    /// <summary><see cref="Occupied"/> of each zone by the zone's id; at most 64.</summary>
    public IReadOnlyDictionary<string, double> Zones { get; init => field = value ?? new Dictionary<string, double>(); } = new Dictionary<string, double>();

    /// <summary>The activity in each zone but those to be ignored, by the zone's id, at most 64; null = not known, or not reported.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, ZoneActivity>? Activity { get; init; }

    /// <summary>How many people the picture holds, as a band; null = not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CrowdBand? Crowd { get; init; }

    /// <summary>
    /// Share of the people in the picture that suddenly go apart, 0 to 1: away from the middle of all, twice as fast as people went in the seconds before;
    /// over 0.3 a crowd scatters. Null with fewer than five, or not known.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Dispersal { get; init; }

    /// <summary>Confirmed tracks at the end of the second: [id, x, y, w, h] in source pixels; at most 500.</summary>
    public int[][] Tracks { get; init => field = value ?? []; } = [];

    /// <summary>Mean speed of the moving tracks, in their own box heights per second; null with none.</summary>
    public double? Speed { get; init; }

    /// <summary>Direction spread of the moving tracks, 1 − |mean unit velocity|, 0 to 1; null with fewer than two.</summary>
    public double? Spread { get; init; }

    /// <summary>Triggers that were not reported, counted by cause; at most 64.</summary>
    public IReadOnlyDictionary<string, int> Suppressed { get; init => field = value ?? new Dictionary<string, int>(); } = new Dictionary<string, int>();

    /// <summary>Frames that the device was too slow for and left out; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Skipped { get; init; }

    /// <summary>What is doubtful about the picture, for example <c>warming-up</c>; <c>no-picture</c> = there was none; at most 32 words.</summary>
    public string[] Flags { get; init => field = value ?? []; } = [];

    /// <inheritdoc/>
    public override Fault? FindFault() => base.FindFault()
        ?? Outside("occupied", Occupied, 0, 100) ?? Outside("changed", Changed, 0, 100)
        ?? TooLong("zones", Zones.Keys, "zones") ?? Zones.Select(z => Outside("zones." + z.Key, z.Value, 0, 100)).FirstOrDefault(f => f is not null)
        ?? FindActivityFault()
        ?? Unless(Tracks.Length <= 500 && Tracks.All(t => t is { Length: 5 }), "tracks", Tracks.Length, "at most 500 tracks of five whole numbers [id,x,y,w,h]")
        ?? Outside("speed", Speed, 0, 1000) ?? Outside("spread", Spread, 0, 1) ?? Outside("dispersal", Dispersal, 0, 1)
        ?? TooLong("suppressed", Suppressed.Keys, "causes")
        ?? Outside("skipped", Skipped, 0, 1_000_000) ?? TooLong("flags", Flags);

    private Fault? FindActivityFault() => Activity is not { } activity ? null
        : TooLong("activity", activity.Keys, "zones")
        ?? activity.Select(z => z.Value is null
            ? new Fault($"activity.{z.Key}", null, "what happened there")
            : Outside($"activity.{z.Key}.presence", z.Value.Presence, 0, 1)
                ?? Outside($"activity.{z.Key}.dwell", z.Value.Dwell, 0, ZoneActivity.LongestDwellSeconds)
                ?? Unless(z.Value.Crossings is [>= 0 and <= 1000, >= 0 and <= 1000], $"activity.{z.Key}.crossings",
                    string.Join(',', z.Value.Crossings), "two whole numbers [in, out], 0 to 1000"))
            .FirstOrDefault(f => f is not null);
}

using Solutions.Edge.Agent.Camera;

namespace Solutions.Edge.Agent.Setup;

/// <summary>What a film showed of one zone.</summary>
/// <param name="FramesOccupied">Frames with somebody in it.</param>
/// <param name="LongestDwell">Seconds that it was occupied at a stretch.</param>
/// <param name="In">How many came in.</param>
/// <param name="Out">How many went out.</param>
internal readonly record struct ZoneTotals(int FramesOccupied, double LongestDwell, int In, int Out);

/// <summary>The whole of a film: how often something moved, why how many triggers were not reported, what zones showed, and the cost.</summary>
internal sealed class VideoSummary(StageTimes times)
{
    private readonly SortedDictionary<string, int> suppressed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ZoneTotals> zones = new(StringComparer.Ordinal);

    private readonly SortedDictionary<int, (LeftThing Thing, DateTimeOffset? Gone)> things = [];

    public int Frames { get; private set; }

    public int FramesWithMotion { get; private set; }

    /// <summary>Triggers that were not reported, by cause, each once.</summary>
    public IReadOnlyDictionary<string, int> Suppressed => suppressed;

    public IReadOnlyDictionary<string, ZoneTotals> Zones => zones;

    /// <summary>All that was left and that stopped, with when it was gone.</summary>
    public IEnumerable<(LeftThing Thing, DateTimeOffset? Gone)> Things => things.Values;

    /// <summary>CPU time a frame in ms, decoding and printing left out.</summary>
    public double CpuMs => PerFrame(times.Total);

    public IEnumerable<(string Stage, double CpuMs)> Stages => times.Stages.Select(s => (s.Key, PerFrame(s.Value)));

    public void Add(WatchedFrame seen, DateTimeOffset at)
    {
        Frames++;
        if (seen.Motion.Regions.Count > 0)
            FramesWithMotion++;
        foreach (var cause in seen.Motion.Explained)
            suppressed[cause] = suppressed.GetValueOrDefault(cause) + 1;
        foreach (var (thing, found) in seen.Changes)
            things[thing.Id] = (thing, found ? null : at);
        foreach (var (zone, moment) in seen.Moments)
        {
            var (occupied, dwell, came, went) = zones.GetValueOrDefault(zone);
            zones[zone] = new(occupied + (moment.IsPresent ? 1 : 0), Math.Max(dwell, seen.Dwell[zone]), came + moment.In, went + moment.Out);
        }
    }

    private double PerFrame(TimeSpan time) => time.TotalMilliseconds / Math.Max(1, Frames);
}

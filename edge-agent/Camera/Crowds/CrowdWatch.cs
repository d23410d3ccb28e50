using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera.Crowds;

/// <summary>How many people are in the picture and in each zone of persons, as bands.</summary>
internal sealed class CrowdWatch
{
    private readonly CrowdSize size = new();
    private readonly CrowdLevel picture = new();
    private Dictionary<string, CrowdLevel> levels = [];
    private IReadOnlyList<ZoneEntry> entries = [];

    /// <param name="entries">The camera's zones.</param>
    public CrowdWatch(IReadOnlyList<ZoneEntry> entries) => Change(entries, new HashSet<string>());

    /// <summary>Other zones, from the next frame on.</summary>
    /// <param name="zones">All of them.</param>
    /// <param name="same">Those that are as they were.</param>
    public void Change(IReadOnlyList<ZoneEntry> zones, IReadOnlySet<string> same)
    {
        entries = zones;
        levels = entries.Where(e => e.Kind == ZoneKind.Person).ToDictionary(e => e.Id, e => same.Contains(e.Id) ? levels[e.Id] : new());
    }

    /// <param name="motion">What counts of a frame's motion.</param>
    /// <param name="frame">The frame's size.</param>
    /// <param name="zones">The zones, which have looked at this frame.</param>
    /// <param name="at">When it was captured.</param>
    /// <returns>Nothing while it is not known how large people are.</returns>
    public (CrowdBand? Picture, IReadOnlyDictionary<string, CrowdBand>? Zones) Look(DetectedMotion motion, Size frame, Zones zones, DateTimeOffset at)
    {
        size.Learn(motion.Regions, motion.People, frame);
        var scales = entries.Select(e => e.PixelsPerMetre(frame.Width, frame.Height)).OfType<double>().ToList();
        double? usual = scales.Count > 0 ? scales.Average() : null;
        if (size.HeightAt(frame.Height / 2.0, usual) is null)
            return default;
        var band = picture.Add(motion.Regions.Sum(r => size.People(r, usual)!.Value), at);
        var bands = new Dictionary<string, CrowdBand>();
        foreach (var zone in zones.Watched)
            if (levels.TryGetValue(zone.Id, out var level)
                && level.Add(motion.Regions.Sum(r => zones.Share(zone, r) * size.People(r, zone.PixelsPerMetre / zones.Scale)!.Value), at) is { } held)
                bands[zone.Id] = held;
        return (band, bands);
    }
}

using System.Text.Json;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Crowds;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>What frames show beyond motion, in zones and in the whole: dwell, entries and exits, crowds, and what is left.
/// One caller at a time.</summary>
internal sealed class SceneWatch : IDisposable
{
    private readonly Zones zones;
    private readonly ThingWatch things;
    private readonly PeopleTracks people = new();
    private readonly IdBridge ids = new();
    private readonly CrowdWatch crowd;
    private readonly Dispersal dispersal = new();
    private Dictionary<string, ZoneVisits> visits = [];

    /// <param name="entries">The camera's zones.</param>
    public SceneWatch(IReadOnlyList<ZoneEntry> entries)
    {
        zones = new(entries);
        things = new(zones);
        crowd = new(entries);
        Visit(entries, []);
    }

    /// <summary>
    /// Other zones, from the next frame on. One that is as it was keeps who is in it and what stands there; what was found in the others is over.
    /// </summary>
    /// <param name="entries">The camera's zones.</param>
    /// <param name="anew">True: nothing is kept, as of a picture of another place.</param>
    public void Change(IReadOnlyList<ZoneEntry> entries, bool anew)
    {
        var same = entries.Where(e => !anew && zones.Entries.Any(known => IsSame(known, e))).Select(e => e.Id).ToHashSet();
        zones.Change(entries);
        things.Keep(same);
        crowd.Change(entries, same);
        Visit(entries, same);
        if (anew)
            Clear();
    }

    /// <param name="all">What moves in the frame.</param>
    /// <param name="picture">The frame's size.</param>
    /// <param name="at">When it was captured.</param>
    public WatchedFrame Look(DetectedMotion all, Size picture, DateTimeOffset at)
    {
        var (motion, occupied) = zones.Look(all, picture);
        var tracks = people.Update(motion.People, at);
        var moments = motion.Occupied is null ? new Dictionary<string, ZoneMoment>() : Visit(motion, picture, at);
        var seen = motion.Occupied is null ? default : crowd.Look(motion, picture, zones, at);
        return new()
        {
            Motion = motion,
            Occupied = occupied,
            Tracks = tracks,
            Moments = moments,
            Dwell = moments.ToDictionary(m => m.Key, m => visits[m.Key].Dwell(at)),
            Crowd = seen.Picture,
            Dispersal = dispersal.Look(tracks, at),
            Crowds = seen.Zones ?? new Dictionary<string, CrowdBand>(),
            Changes = motion.Occupied is null ? [] : things.Look(motion, at),
            Things = things.Things,
        };
    }

    /// <summary>Forgets the people that were there, as after a gap. What was left there still is.</summary>
    public void Clear()
    {
        people.Clear();
        ids.Clear();
        dispersal.Clear();
        foreach (var zone in visits.Values)
            zone.Clear();
    }

    public void Dispose() => zones.Dispose();

    private void Visit(IReadOnlyList<ZoneEntry> entries, HashSet<string> same) =>
        visits = entries.Where(e => e.Kind != ZoneKind.Ignore).ToDictionary(e => e.Id, e => same.Contains(e.Id) ? visits[e.Id] : new());

    /// <remarks>By what is written: lists are equal only if they are the same object.</remarks>
    private static bool IsSame(ZoneEntry one, ZoneEntry other) =>
        JsonSerializer.Serialize(one, ContractsJson.Default.ZoneEntry) == JsonSerializer.Serialize(other, ContractsJson.Default.ZoneEntry);

    private Dictionary<string, ZoneMoment> Visit(DetectedMotion motion, Size picture, DateTimeOffset at)
    {
        var here = ids.Same(motion.People, at);
        var feet = motion.Regions.Concat(here.Select(p => p.Box)).Select(Track.Foot).ToList();
        return zones.Watched.ToDictionary(z => z.Id, zone => visits[zone.Id].Look(
            [.. here.Select(p => new Visitor(p.Id, zone.Depth(Track.Foot(p.Box) * zones.Scale) / (p.Box.Height * zones.Scale), IsAtEdge(p.Box, picture)))],
            feet.Exists(f => zone.Depth(f * zones.Scale) > 0), at));
    }

    /// <summary>The detector leaves out what only reaches into the picture, so that a person that leaves is last seen a little before its edge.</summary>
    private static bool IsAtEdge(Rect box, Size picture) => box.Height / 4 is var near
        && (box.Left < near || box.Top < near || box.Right > picture.Width - near || box.Bottom > picture.Height - near);
}

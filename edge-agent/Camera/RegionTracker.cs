using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Follows regions from frame to frame: each goes to the track whose expected box it overlaps most, or that is nearest.</summary>
internal sealed class RegionTracker
{
    /// <summary>A track not seen for this long is over: longer than it takes two people to pass each other.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(1);

    /// <summary>How far, in its own heights, a track may be from a region that it does not overlap.</summary>
    private const double Reach = 0.5;

    private readonly List<Track> tracks = [];
    private int lastId;

    /// <summary>Takes in a frame.</summary>
    /// <returns>The confirmed tracks, those seen in this frame.</returns>
    public IReadOnlyList<Track> Update(IReadOnlyList<Rect> regions, DateTimeOffset at)
    {
        tracks.RemoveAll(t => at - t.Seen > Forgotten);
        var pairs = from t in tracks
                    let expected = t.BoxAt(at)
                    from r in regions
                    let likeness = Likeness(expected, r)
                    where likeness > 0
                    orderby likeness descending, t.Id
                    select (Track: t, Region: r);
        var left = regions.ToHashSet();
        foreach (var (track, region) in pairs.ToList())
        {
            if (track.Seen < at && left.Remove(region))
                track.See(region, at);
        }
        tracks.AddRange(left.Select(r => new Track(++lastId, r, at)));
        return [.. tracks.Where(t => t.IsConfirmed && t.Seen == at)];
    }

    /// <summary>Forgets everything, as after a gap.</summary>
    public void Clear() => tracks.Clear();

    /// <summary>1 to 2 for boxes that overlap, 0 to 1 for boxes within reach, 0 for others.</summary>
    private static double Likeness(Rect expected, Rect region)
    {
        var shared = expected & region;
        var common = (double)shared.Width * shared.Height;
        if (common > 0)
            return 1 + common / ((double)expected.Width * expected.Height + (double)region.Width * region.Height - common);
        return Math.Max(0, 1 - Track.Length(Track.Centre(expected) - Track.Centre(region)) / (Reach * expected.Height));
    }
}

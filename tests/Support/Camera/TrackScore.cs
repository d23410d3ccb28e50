using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>
/// How well tracks stand for marked people: MOTA (Bernardin and Stiefelhagen 2008, CLEAR MOT) and IDF1 (Ristani et al. 2016), both at
/// an intersection over union of 0.5.
/// </summary>
public sealed class TrackScore
{
    private const double LeastOverlap = 0.5;

    private readonly Dictionary<int, int> lastTrackOf = [];
    private readonly Dictionary<(int Person, int Track), int> together = [];
    private readonly HashSet<int> persons = [], tracks = [];
    private int truth, reported, misses, falseTracks, switches;

    /// <summary>%: 100 less misses, false tracks and switches of identity, each as a share of the marked boxes.</summary>
    public double Mota => 100 * (1 - (misses + falseTracks + switches) / (double)Math.Max(1, truth));

    /// <summary>%: share of boxes whose identity is right under the best one-to-one pairing of persons and tracks.</summary>
    public double Idf1
    {
        get
        {
            var (rows, columns) = (persons.ToList(), tracks.ToList());
            var right = Assignment.Greatest(rows.Count, columns.Count, (r, c) => together.GetValueOrDefault((rows[r], columns[c])))
                .Sum(p => together.GetValueOrDefault((rows[p.Row], columns[p.Column])));
            return 100.0 * 2 * right / Math.Max(1, truth + reported);
        }
    }

    public int Switches => switches;

    /// <summary>A frame. A track that only a person not considered accounts for is neither right nor wrong.</summary>
    public void Add(IReadOnlyList<(int Id, Rect Box)> all, IReadOnlyList<Walker> everyone)
    {
        var walkers = everyone.Where(w => w.IsConsidered).ToList();
        var seen = all.Where(s => walkers.Exists(w => RegionScore.Overlap(w.Box, s.Box) >= LeastOverlap)
            || !everyone.Any(w => RegionScore.Overlap(w.Box, s.Box) >= LeastOverlap)).ToList();
        truth += walkers.Count;
        reported += seen.Count;
        persons.UnionWith(walkers.Select(w => w.Id));
        tracks.UnionWith(seen.Select(s => s.Id));
        foreach (var w in walkers)
            foreach (var s in seen.Where(s => RegionScore.Overlap(w.Box, s.Box) >= LeastOverlap))
                together[(w.Id, s.Id)] = together.GetValueOrDefault((w.Id, s.Id)) + 1;
        // A pair that was one goes before any new one.
        var pairs = Assignment.Greatest(walkers.Count, seen.Count, (w, s) => RegionScore.Overlap(walkers[w].Box, seen[s].Box) is >= LeastOverlap and var o
            ? o + (lastTrackOf.GetValueOrDefault(walkers[w].Id, -1) == seen[s].Id ? 1000 : 0) : 0).ToList();
        misses += walkers.Count - pairs.Count;
        falseTracks += seen.Count - pairs.Count;
        foreach (var (w, s) in pairs)
        {
            if (lastTrackOf.TryGetValue(walkers[w].Id, out var before) && before != seen[s].Id)
                switches++;
            lastTrackOf[walkers[w].Id] = seen[s].Id;
        }
    }

    public override string ToString() => FormattableString.Invariant(
        $"MOTA {Mota:0.0}, IDF1 {Idf1:0.0} ({misses} misses, {falseTracks} false, {switches} switches of {truth})");
}

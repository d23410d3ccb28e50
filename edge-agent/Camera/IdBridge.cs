using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// Makes a person that the detector lost and found again under another number the same: a person that appears where one was last seen
/// a moment ago is taken for that one. Good for counting entries and exits, not for identifying people.
/// </summary>
internal sealed class IdBridge
{
    /// <summary>How long someone may be unseen.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How far away they may appear again, in their own heights, and how much further for every second unseen.</summary>
    private const double Reach = 0.5, ReachPerSecond = 0.8;

    private readonly Dictionary<int, Walker> walkers = [];

    /// <summary>Everybody of a frame under the number they first had.</summary>
    public IReadOnlyList<(int Id, Rect Box)> Same(IReadOnlyList<(int Id, Rect Box)> people, DateTimeOffset at)
    {
        foreach (var gone in walkers.Where(w => at - w.Value.Seen > Longest).ToList())
            walkers.Remove(gone.Key);
        var here = people.Select(p => p.Id).ToHashSet();
        foreach (var (id, box) in people)
        {
            if (!walkers.TryGetValue(id, out var walker))
            {
                var before = walkers.Where(w => !here.Contains(w.Key) && w.Value.Seen < at && Away(w.Value, box, at) < 1)
                    .OrderBy(w => Away(w.Value, box, at)).Select(w => (int?)w.Key).FirstOrDefault();
                walker = new(before is { } was ? walkers[was].First : id);
                if (before is { } taken)
                    walkers.Remove(taken);
                walkers.Add(id, walker);
            }
            (walker.Box, walker.Seen) = (box, at);
        }
        return [.. people.Select(p => (walkers[p.Id].First, p.Box))];
    }

    public void Clear() => walkers.Clear();

    /// <summary>In parts of what someone could have gone: 1 = just so far.</summary>
    private static double Away(Walker walker, Rect box, DateTimeOffset at) => Track.Length(Track.Foot(walker.Box) - Track.Foot(box))
        / ((Reach + ReachPerSecond * (at - walker.Seen).TotalSeconds) * walker.Box.Height);

    private sealed class Walker(int first)
    {
        public int First { get; } = first;

        public Rect Box { get; set; }

        public DateTimeOffset Seen { get; set; }
    }
}

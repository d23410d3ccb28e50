using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Keeps the way of everyone the detector follows: where to, and how fast.</summary>
internal sealed class PeopleTracks
{
    /// <summary>Longer than the detector knows anyone again.</summary>
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, Track> tracks = [];

    /// <summary>Takes in the people seen in a frame.</summary>
    /// <returns>Their tracks.</returns>
    public IReadOnlyList<Track> Update(IReadOnlyList<(int Id, Rect Box)> people, DateTimeOffset at)
    {
        foreach (var gone in tracks.Values.Where(t => at - t.Seen > Forgotten).ToList())
            tracks.Remove(gone.Id);
        foreach (var (id, box) in people)
            if (tracks.TryGetValue(id, out var track))
                track.See(box, at);
            else
                tracks.Add(id, new(id, box, at));
        return [.. people.Select(p => tracks[p.Id])];
    }

    /// <summary>Forgets everything, as after a gap.</summary>
    public void Clear() => tracks.Clear();
}

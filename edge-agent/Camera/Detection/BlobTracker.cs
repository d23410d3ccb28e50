using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>Gives every blob to a track, by overlap with where the track should be, else by nearness.</summary>
internal sealed class BlobTracker
{
    /// <summary>How far, in the box's height, a blob may lie from where its track should be.</summary>
    private const double Reach = 0.5;

    private readonly List<BlobTrack> tracks = [];

    public IReadOnlyList<BlobTrack> Tracks => tracks;

    /// <summary>Takes in the blobs of a frame.</summary>
    /// <returns>The tracks that are over.</returns>
    public IReadOnlyList<BlobTrack> Update(IReadOnlyList<Blob> blobs, int frame, int forgottenAfter)
    {
        var pairs = new List<(double Likeness, BlobTrack Track, Blob Blob)>();
        foreach (var track in tracks)
        {
            var expected = track.Expected;
            foreach (var blob in blobs)
                if (Likeness(expected, blob.Box) is > 0 and var likeness)
                    pairs.Add((likeness + (track.IsConfirmed ? 0.3 : 0), track, blob));
        }
        var left = blobs.ToHashSet();
        foreach (var (_, track, blob) in pairs.OrderByDescending(p => p.Likeness))
            if (track.Seen < frame && left.Contains(blob))
            {
                left.Remove(blob);
                track.See(blob, frame);
            }
        tracks.AddRange(left.Select(b => new BlobTrack(b, frame)));
        var over = tracks.Where(t => t.Held is null && frame - t.Seen > forgottenAfter).ToList();
        tracks.RemoveAll(over.Contains);
        return over;
    }

    public void Add(BlobTrack track) => tracks.Add(track);

    public void Clear()
    {
        foreach (var track in tracks)
            track.Held?.Dispose();
        tracks.Clear();
    }

    private static double Likeness(Rect expected, Rect box)
    {
        var shared = expected & box;
        var common = (double)shared.Width * shared.Height;
        if (common > 0)
            return 1 + common / ((double)expected.Width * expected.Height + (double)box.Width * box.Height - common);
        var way = new Point2d(expected.X + expected.Width / 2.0 - box.X - box.Width / 2.0, expected.Y + expected.Height / 2.0 - box.Y - box.Height / 2.0);
        return Math.Max(0, 1 - BlobTrack.Length(way) / (Reach * Math.Max(expected.Height, expected.Width)));
    }
}

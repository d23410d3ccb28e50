using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Detection;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Camera;

/// <summary>Measures what moves in each zone, and leaves out what moves where it is to be ignored. One caller at a time.</summary>
internal sealed class Zones : IDisposable
{
    /// <summary>Fine enough for a zone of a hundredth of the picture; occupancy is a share, so the picture's size does not matter.</summary>
    private const int Width = 320;

    /// <summary>A thing that lies in ignored zones by more than this is left out whole; one that only reaches in counts.</summary>
    private const double IgnoredShare = 0.5;

    private readonly Mat moving = new();
    private IReadOnlyList<Zone> ignored = [], watched = [];

    private Size grid;

    public Zones(IReadOnlyList<ZoneEntry> entries) => Entries = entries;

    /// <summary>As they are configured.</summary>
    public IReadOnlyList<ZoneEntry> Entries { get; private set; }

    /// <summary>Those that are measured, from the first frame on.</summary>
    public IReadOnlyList<Zone> Watched => watched;

    /// <summary>Pixels of the zones' grid a pixel of the picture.</summary>
    public double Scale { get; private set; }

    /// <summary>What counts of a frame's motion.</summary>
    /// <param name="motion">All of it.</param>
    /// <param name="picture">The frame's size.</param>
    /// <returns>The motion without what moves in ignored zones, and its share of every other zone in %; no shares while it is not known.</returns>
    public (DetectedMotion Motion, IReadOnlyDictionary<string, double> Occupied) Look(DetectedMotion motion, Size picture)
    {
        if (Entries.Count == 0 || motion.Occupied is null)
            return (motion, new Dictionary<string, double>());
        Fit(picture);
        var scale = Scale;
        var counts = motion.Regions.Where(Counts).ToList();
        moving.Create(grid, MatType.CV_8UC1);
        moving.SetTo(Scalar.Black);
        foreach (var region in counts)
            Cv2.Rectangle(moving, Scaled(region, scale), Scalar.White, -1);
        foreach (var zone in ignored)
            zone.Clear(moving);
        var seen = ignored.Count == 0 ? motion
            : motion with
            {
                Regions = counts,
                People = [.. motion.People.Where(p => Counts(p.Box))],
                Occupied = Math.Min(motion.Occupied.Value, 100.0 * Cv2.CountNonZero(moving) / moving.Total()),
            };
        return (seen, watched.ToDictionary(z => z.Id, z => z.Occupied(moving)));

        bool Counts(Rect box) => ignored.Sum(z => z.Holds(Scaled(box, scale))) <= IgnoredShare;
    }

    /// <summary>Share of a box, in source pixels, that lies in a zone, 0 to 1.</summary>
    public double Share(Zone zone, Rect box) => zone.Holds(Scaled(box, Scale));

    /// <summary>
    /// The zone that something stands in and how much of it it covers, in %; of several one to be kept clear, which lies in a road, else the one
    /// it covers most of. Null = in none, or where nothing counts.
    /// </summary>
    public (Zone Zone, double Share)? Under(Rect box)
    {
        var foot = Track.Foot(box) * Scale;
        return ignored.Any(z => z.Depth(foot) > 0) ? null
            : watched.Where(z => z.Depth(foot) > 0).Select(z => ((Zone, double)?)(z, z.Covered(Scaled(box, Scale))))
                .MaxBy(z => (z!.Value.Item1.Kind == ZoneKind.KeepClear, z.Value.Item2));
    }

    /// <summary>Other zones, from the next frame on.</summary>
    public void Change(IReadOnlyList<ZoneEntry> entries)
    {
        Clear();
        Entries = entries;
    }

    public void Dispose()
    {
        Clear();
        moving.Dispose();
    }

    private void Clear()
    {
        foreach (var zone in ignored.Concat(watched))
            zone.Dispose();
        (ignored, watched, grid) = ([], [], default);
    }

    private void Fit(Size picture)
    {
        Scale = (double)Width / picture.Width;
        var fitting = new Size(Width, Math.Max(1, (int)Math.Round((double)Width * picture.Height / picture.Width)));
        if (fitting == grid)
            return;
        Clear();
        grid = fitting;
        var all = Entries.Select(e => new Zone(e, grid)).ToList();
        (ignored, watched) = ([.. all.Where(z => z.Kind == ZoneKind.Ignore)], [.. all.Where(z => z.Kind != ZoneKind.Ignore)]);
    }

    /// <summary>Outwards, so that a small thing does not vanish.</summary>
    private static Rect Scaled(Rect box, double scale) =>
        Rect.FromLTRB((int)(box.Left * scale), (int)(box.Top * scale), (int)Math.Ceiling(box.Right * scale), (int)Math.Ceiling(box.Bottom * scale));
}

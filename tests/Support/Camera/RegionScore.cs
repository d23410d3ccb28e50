using OpenCvSharp;

namespace Solutions.Edge.Tests.Support.Camera;

/// <summary>How well regions of motion stand for marked people, gathered frame by frame.</summary>
/// <param name="picture">Size of the source picture.</param>
public sealed class RegionScore(Size picture)
{
    private const int Columns = 6, Rows = 4;
    private const double LeastOverlap = 0.5, PersonShare = 0.1, OfOnePerson = 0.3;

    private readonly byte[] people = new byte[picture.Width * picture.Height];
    private int frames, moving, centres, matched, falseRegions, cells, cellsWithPeople;

    /// <summary>% of moving people whose box centre lies inside some region.</summary>
    public double Recall => 100.0 * centres / Math.Max(1, moving);

    /// <summary>% of moving people whose box a region of its own overlaps by half of their union.</summary>
    public double Matched => 100.0 * matched / Math.Max(1, moving);

    /// <summary>Regions per 100 frames that are less than 10 % person and hold no 30 % of one.</summary>
    public double FalsePer100 => 100.0 * falseRegions / Math.Max(1, frames);

    /// <summary>% of the cells of a 6 x 4 grid that hold a region's centre which some person's box touches.</summary>
    public double ZonePrecision => 100.0 * cellsWithPeople / Math.Max(1, cells);

    public void Add(IReadOnlyList<Rect> regions, IReadOnlyList<Walker> walkers)
    {
        frames++;
        Mark(walkers);
        var movers = walkers.Where(w => w.IsMoving).ToList();
        moving += movers.Count;
        centres += movers.Count(w => regions.Any(r => r.Contains((int)w.Centre.X, (int)w.Centre.Y)));
        matched += Assignment.Greatest(movers.Count, regions.Count, (m, r) => Overlap(movers[m].Box, regions[r]) is >= LeastOverlap and var o ? o : 0).Count();
        falseRegions += regions.Count(r => Share(r) < PersonShare && !walkers.Any(w => Common(w.Box, r) >= OfOnePerson * w.Box.Width * w.Box.Height));
        for (var cell = 0; cell < Columns * Rows; cell++)
        {
            var area = new Rect2d(cell % Columns * picture.Width / (double)Columns, cell / Columns * picture.Height / (double)Rows,
                picture.Width / (double)Columns, picture.Height / (double)Rows);
            if (!regions.Any(r => area.Contains(new Point2d(r.X + r.Width / 2.0, r.Y + r.Height / 2.0))))
                continue;
            cells++;
            if (walkers.Any(w => Common(area, w.Box) > 0))
                cellsWithPeople++;
        }
    }

    /// <summary>Intersection over union.</summary>
    public static double Overlap(Rect2d a, Rect2d b) => Common(a, b) is > 0 and var common ? common / (a.Width * a.Height + b.Width * b.Height - common) : 0;

    public static double Overlap(Rect2d a, Rect b) => Overlap(a, new Rect2d(b.X, b.Y, b.Width, b.Height));

    public override string ToString() => FormattableString.Invariant(
        $"recall {Recall:0.0} %, IoU50 {Matched:0.0} %, false {FalsePer100:0.0} per 100 frames, zone precision {ZonePrecision:0.0} %");

    private static double Common(Rect2d a, Rect2d b) =>
        Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)) * Math.Max(0, Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top));

    private static double Common(Rect2d a, Rect b) => Common(a, new Rect2d(b.X, b.Y, b.Width, b.Height));

    private void Mark(IReadOnlyList<Walker> walkers)
    {
        Array.Clear(people);
        foreach (var w in walkers)
        {
            var box = new Rect((int)w.Box.X, (int)w.Box.Y, (int)w.Box.Width, (int)w.Box.Height) & new Rect(default, picture);
            for (var y = box.Top; y < box.Bottom; y++)
                people.AsSpan(y * picture.Width + box.Left, box.Width).Fill(1);
        }
    }

    private double Share(Rect region)
    {
        var box = region & new Rect(default, picture);
        var sum = 0;
        for (var y = box.Top; y < box.Bottom; y++)
            sum += people.AsSpan(y * picture.Width + box.Left, box.Width).Count((byte)1);
        return (double)sum / Math.Max(1, region.Width * region.Height);
    }
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// A road that crosses the view by daylight, between two pavements before a brick terrace, with <see cref="Margin"/> more on both sides. It depends on no seed.
/// </summary>
internal static class RoadBackdrop
{
    /// <summary>Pixels drawn beyond each side of the picture.</summary>
    public const int Margin = 100;

    /// <summary>Distances in metres.</summary>
    public const double Houses = 20, FarKerb = 17.5, NearKerb = 10.5;

    private const double HouseWidth = 5;
    private const int Terrace = 8;

    /// <summary>Half the length of the marked part of the near lane, in metres to both sides of the camera.</summary>
    public const double KeepClear = 4.5;

    private static readonly (int House, bool Up)[] Lamps = [(2, true), (4, false), (5, true)];

    private static readonly Scalar Frame = new(205, 210, 212);

    /// <summary>Where a lamp burns at night, in the picture.</summary>
    public static IEnumerable<Rect> LitWindows => Lamps.Select(l => Between(Window(l.House, l.Up))).Select(r => new Rect(r.X - Margin, r.Y, r.Width, r.Height));

    /// <summary>What of it the camera sees.</summary>
    public static Mat InView(Mat wide) => wide[new Rect(Margin, 0, Lens.Width, Lens.Height)].Clone();

    /// <summary>What of it lies to the right of what the camera sees.</summary>
    public static Mat ToTheRight(Mat wide) => wide[new Rect(Margin + Lens.Width, 0, Margin, Lens.Height)].Clone();

    /// <summary>Draws it, <see cref="Lens.Width"/> and two margins wide.</summary>
    public static Mat Draw()
    {
        var picture = new Mat(Lens.Height, Lens.Width + 2 * Margin, MatType.CV_8UC3, new Scalar(70, 92, 124));
        var random = new Random(31);
        for (var house = 0; house < Terrace; house++)
            House(picture, random, house);
        Strip(picture, FarKerb, Houses, new Scalar(136, 140, 143));
        Strip(picture, NearKerb, FarKerb, new Scalar(92, 93, 94));
        Strip(picture, 5, NearKerb, new Scalar(130, 134, 138));
        Slabs(picture, 5, NearKerb);
        Slabs(picture, FarKerb + 0.2, Houses);
        foreach (var kerb in new[] { NearKerb, FarKerb })
            Along(picture, kerb, new Scalar(166, 170, 173), kerb > 15 ? 2 : 4);
        for (var x = -20.0; x < 20; x += 4)
            Cv2.Line(picture, Pixel(x, 0, 14), Pixel(x + 2, 0, 14), new Scalar(196, 198, 198), 2, LineTypes.AntiAlias);
        foreach (var z in new[] { 10.85, 11.1 })
            Along(picture, z, new Scalar(74, 150, 178), 1);
        Hatch(picture);
        for (var patch = 0; patch < 5; patch++)
            Repair(picture, -14 + 6.5 * patch + random.NextDouble(), random.Next(2) == 0 ? 11.5 : 14.6);
        Texture(picture);
        Pole(picture, 6.4, 10.1, 8, 0.14);
        Pole(picture, -3.2, 17.7, 2.6, 0.1);
        Cv2.Rectangle(picture, Between((-3.55, 2.1, -2.85, 2.75, 17.7)), new Scalar(60, 50, 178), -1);
        Cv2.GaussianBlur(picture, picture, new Size(3, 3), 0.6);
        return picture;
    }

    private static void House(Mat picture, Random random, int house)
    {
        var left = HouseLeft(house);
        var tone = 0.85 + 0.3 * random.NextDouble();
        Cv2.Rectangle(picture, Between((left, 0, left + HouseWidth, 8, Houses)), new Scalar(72 * tone, 92 * tone, 128 * tone), -1);
        for (var y = 0.2; y < 8; y += 0.3)
            Cv2.Line(picture, Pixel(left, y, Houses), Pixel(left + HouseWidth, y, Houses), new Scalar(84 * tone, 104 * tone, 136 * tone), 1);
        Cv2.Rectangle(picture, Between((left, 0, left + HouseWidth, 0.5, Houses)), new Scalar(80, 84, 88), -1);
        foreach (var up in new[] { false, true })
        {
            var window = Between(Window(house, up));
            Cv2.Rectangle(picture, new Rect(window.X - 2, window.Y - 4, window.Width + 4, window.Height + 8), new Scalar(160, 168, 172), -1);
            Cv2.Rectangle(picture, window, new Scalar(64, 54, 48), -1);
            // The sky in the panes' upper part, and the curtains.
            Cv2.Rectangle(picture, new Rect(window.X, window.Y, window.Width, window.Height / 3), new Scalar(122, 112, 100), -1);
            Cv2.Rectangle(picture, new Rect(window.X, window.Y, 5, window.Height), new Scalar(120, 128, 134), -1);
            Cv2.Rectangle(picture, window, Frame, 1);
            Cv2.Line(picture, new Point(window.X + window.Width / 2, window.Y), new Point(window.X + window.Width / 2, window.Bottom), Frame, 1);
        }
        Scalar[] paints = [new(48, 40, 110), new(60, 84, 44), new(110, 70, 40), new(50, 48, 46)];
        var door = Between((left + 3.6, 0, left + 4.5, 2.2, Houses));
        Cv2.Rectangle(picture, new Rect(door.X - 2, door.Y - 2, door.Width + 4, door.Height + 2), Frame, -1);
        Cv2.Rectangle(picture, door, paints[random.Next(paints.Length)], -1);
        Cv2.Rectangle(picture, new Rect(door.X + 3, door.Y + 3, door.Width - 6, 9), new Scalar(96, 90, 84), -1);
        Cv2.Line(picture, Pixel(left, 0, Houses), Pixel(left, 8, Houses), new Scalar(52, 54, 56), 2);
    }

    private static double HouseLeft(int house) => (house - Terrace / 2) * HouseWidth;

    private static (double Left, double Bottom, double Right, double Top, double Z) Window(int house, bool up) =>
        (HouseLeft(house) + 0.9, up ? 4.0 : 0.95, HouseLeft(house) + 2.7, up ? 5.4 : 2.35, Houses);

    private static void Strip(Mat picture, double near, double far, Scalar colour) =>
        Cv2.Rectangle(picture, new Rect(0, Pixel(0, 0, far).Y, picture.Width, Pixel(0, 0, near).Y - Pixel(0, 0, far).Y), colour, -1);

    private static void Slabs(Mat picture, double near, double far)
    {
        for (var z = near; z < far; z += 0.6)
            Along(picture, z, new Scalar(112, 116, 120), 1);
        for (var x = -20.0; x < 20; x += 0.9)
            Cv2.Line(picture, Pixel(x, 0, near), Pixel(x, 0, far), new Scalar(116, 120, 124), 1, LineTypes.AntiAlias);
    }

    private static void Along(Mat picture, double z, Scalar colour, int thickness) =>
        Cv2.Line(picture, Pixel(-30, 0, z), Pixel(30, 0, z), colour, thickness, LineTypes.AntiAlias);

    /// <summary>The part of the near lane that is to be kept clear.</summary>
    private static void Hatch(Mat picture)
    {
        var yellow = new Scalar(78, 160, 190);
        const double near = 11.4, far = 13.6;
        Point[] frame = [Pixel(-KeepClear, 0, near), Pixel(KeepClear, 0, near), Pixel(KeepClear, 0, far), Pixel(-KeepClear, 0, far)];
        Cv2.Polylines(picture, [frame], true, yellow, 1, LineTypes.AntiAlias);
        for (var x = -KeepClear; x < KeepClear; x += 1.5)
        {
            Cv2.Line(picture, Pixel(x, 0, near), Pixel(x + 1.5, 0, far), yellow, 1, LineTypes.AntiAlias);
            Cv2.Line(picture, Pixel(x + 1.5, 0, near), Pixel(x, 0, far), yellow, 1, LineTypes.AntiAlias);
        }
    }

    private static void Repair(Mat picture, double x, double z)
    {
        Point[] patch = [Pixel(x, 0, z), Pixel(x + 2.2, 0, z), Pixel(x + 2.2, 0, z + 0.9), Pixel(x, 0, z + 0.9)];
        Cv2.FillConvexPoly(picture, patch, new Scalar(74, 75, 76), LineTypes.AntiAlias);
    }

    private static void Pole(Mat picture, double x, double z, double height, double thickness) =>
        Cv2.Line(picture, Pixel(x, 0, z), Pixel(x, height, z), new Scalar(70, 74, 72),
            Math.Max(2, (int)(thickness * Lens.PixelsPerMetre(z))), LineTypes.AntiAlias);

    /// <summary>Grain and stains: without texture a detector's light test has nothing to hold on to.</summary>
    private static void Texture(Mat picture)
    {
        var random = new RNG(5);
        using Mat grain = new(picture.Size(), MatType.CV_16SC1),
            stains = new(picture.Height / 12, picture.Width / 12, MatType.CV_16SC1), large = new(), all = new(), wide = new();
        random.Fill(grain, DistributionType.Normal, Scalar.All(0), Scalar.All(7));
        random.Fill(stains, DistributionType.Normal, Scalar.All(0), Scalar.All(6));
        Cv2.Resize(stains, large, picture.Size(), 0, 0, InterpolationFlags.Cubic);
        Cv2.Add(grain, large, grain);
        Cv2.Merge([grain, grain, grain], all);
        picture.ConvertTo(wide, MatType.CV_16SC3);
        Cv2.Add(wide, all, wide);
        wide.ConvertTo(picture, MatType.CV_8UC3);
    }

    private static Rect Between((double Left, double Bottom, double Right, double Top, double Z) m)
    {
        var (corner, opposite) = (Pixel(m.Left, m.Top, m.Z), Pixel(m.Right, m.Bottom, m.Z));
        return new Rect(corner.X, corner.Y, opposite.X - corner.X, opposite.Y - corner.Y);
    }

    private static Point Pixel(double x, double y, double z) => Lens.Pixel(x, y, z) + new Point(Margin, 0);
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Dusk, night under one lamp with a few lit windows, and dawn.</summary>
internal sealed class Night(double start, double end) : Effect("night", PictureRole.Nuisance, start, end)
{
    private const double RampSeconds = 20, Glow = 0.8;

    /// <summary>Lit is a window's own light: of it <see cref="Sky"/> leaves a dim, warm pane.</summary>
    private static readonly Scalar Sky = new(88, 74, 68), Lamp = new(70, 104, 124), Lit = new(190, 245, 255);

    private readonly Mat light = Light(0, Lens.Width);

    /// <summary>Only that it changes is a nuisance.</summary>
    public override IEnumerable<PictureEvent> Events =>
        [new("dusk", PictureRole.Nuisance, Start, Start + RampSeconds), new("dawn", PictureRole.Nuisance, End - RampSeconds, End)];

    public override void Prepare(Mat backdrop, double into)
    {
        var night = Swell(into, RampSeconds);
        foreach (var window in RoadBackdrop.LitWindows)
        {
            using Mat pane = backdrop[window], glow = new(pane.Size(), pane.Type(), Lit);
            // The curtains and the bars are seen against it.
            Cv2.AddWeighted(pane, 1 - Glow * night, glow, Glow * night, 0, pane);
        }
    }

    public override void Apply(Mat bgr, double into, int seed)
    {
        var night = Swell(into, RampSeconds);
        if (night == 1)
        {
            Cv2.Multiply(bgr, light, bgr, 1.0 / 255);
            return;
        }
        using var dim = new Mat();
        light.ConvertTo(dim, -1, night, 255 * (1 - night));
        Cv2.Multiply(bgr, dim, bgr, 1.0 / 255);
    }

    /// <summary>A place that lies so many pixels right of the picture's left edge, as it is by night.</summary>
    public static Mat Of(Mat place, int left)
    {
        using var light = Light(left, place.Width);
        var night = new Mat();
        Cv2.Multiply(place, light, night, 1.0 / 255);
        return night;
    }

    private static Mat Light(int left, int width)
    {
        var light = new Mat(Lens.Height, width, MatType.CV_8UC3);
        var pixels = light.AsSpan<byte>();
        for (var y = 0; y < Lens.Height; y++)
            for (var x = 0; x < width; x++)
            {
                var (u, v) = ((left + x - StreetLamp.Pool.X) / StreetLamp.HalfWidth, (y - StreetLamp.Pool.Y) / StreetLamp.HalfHeight);
                var share = Math.Exp(-(u * u + v * v) / 2);
                for (var i = 0; i < 3; i++)
                    pixels[3 * (y * width + x) + i] = (byte)(Sky[i] + Lamp[i] * share);
            }
        return light;
    }
}

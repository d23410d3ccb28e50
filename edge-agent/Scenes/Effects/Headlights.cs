using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Cars turn in outside the view: their light sweeps over the dark road and up the house fronts. Nothing of the cars is seen.</summary>
internal sealed class Headlights(double start, double end) : Effect("headlights", PictureRole.Nuisance, start, end)
{
    private const double EverySeconds = 8, SweepSeconds = 5;

    public override void Apply(Mat bgr, double into, int seed)
    {
        var part = into % EverySeconds / SweepSeconds;
        if (part >= 1)
            return;
        // A turn begins and ends slowly; the other way every second time.
        var turned = (int)(into / EverySeconds) % 2 == 0 ? part : 1 - part;
        var x = Lens.Width * (-0.35 + 1.7 * (turned + 0.3 * turned * turned) / 1.3);
        var strength = Math.Sin(Math.PI * part);
        SoftLight.Shine(bgr, new Point2d(x, 205), 105, 26, 2.2 * strength);
        SoftLight.Shine(bgr, new Point2d(x + 40, 120), 130, 42, 0.9 * strength);
    }
}

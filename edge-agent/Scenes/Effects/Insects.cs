using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Moths near the lens in the camera's own light: bright, out of focus, smeared along their loops.</summary>
internal sealed class Insects(double start, double end) : Effect("insects", PictureRole.Nuisance, start, end)
{
    private const int Moths = 2, Smears = 5;
    private const double ExposureSeconds = 0.05;

    public override void Apply(Mat bgr, double into, int seed)
    {
        for (var moth = 0; moth < Moths; moth++)
        {
            var random = new Random(unchecked(seed * 7919 + moth));
            double turn = 5 + 3 * random.NextDouble(), sway = 7 + 3 * random.NextDouble(),
                drift = 0.4 + 0.3 * random.NextDouble(), phase = 6.28 * random.NextDouble();
            for (var smear = 0; smear < Smears; smear++)
            {
                var t = into + ExposureSeconds * smear / Smears;
                var at = new Point2d(
                    Lens.Width * (0.5 + 0.35 * Math.Sin(drift * t + phase) + 0.2 * Math.Sin(turn * t + phase)),
                    Lens.Height * (0.45 + 0.3 * Math.Cos(0.7 * drift * t) + 0.25 * Math.Cos(sway * t + phase)));
                var size = 12 + 7 * Math.Sin(1.3 * t + phase);
                SoftLight.Add(bgr, at, size, 0.75 * size, 150.0 / Smears);
            }
        }
    }
}

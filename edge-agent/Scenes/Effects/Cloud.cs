using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>A cloud before the sun: the light goes down within seconds and comes back.</summary>
internal sealed class Cloud(double start, double end) : Effect("cloud", PictureRole.Nuisance, start, end)
{
    private const double Taken = 0.35, RampSeconds = 5;

    public override void Apply(Mat bgr, double into, int seed) => bgr.ConvertTo(bgr, -1, 1 - Taken * Swell(into, RampSeconds));
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>No light comes in any more, as when the iris is shut: 3 % of it is left, and the sensor's noise.</summary>
internal sealed class Dark(double start, double end) : Effect("dark", PictureRole.Sabotage, start, end)
{
    private const double Left = 0.03, ShutSeconds = 0.5;

    public override void Apply(Mat bgr, double into, int seed) => bgr.ConvertTo(bgr, -1, 1 - (1 - Left) * Swell(into, ShutSeconds));
}

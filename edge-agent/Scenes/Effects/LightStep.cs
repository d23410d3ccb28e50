using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>The exposure, or a shop's lights, jump to a gain and back.</summary>
internal sealed class LightStep(double start, double end, double gain) : Effect("light-step", PictureRole.Nuisance, start, end)
{
    public override void Apply(Mat bgr, double into, int seed) => bgr.ConvertTo(bgr, -1, gain);
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>The street's lamp is about to fail: its pool of light drops at random, in bursts.</summary>
internal sealed class LampFlicker(double start, double end) : Effect("lamp-flicker", PictureRole.Nuisance, start, end)
{
    private const double BurstSeconds = 2;

    public override void Apply(Mat bgr, double into, int seed)
    {
        var random = Chance(seed, into);
        if (into % (2 * BurstSeconds) < BurstSeconds && random.Next(3) == 0)
            SoftLight.Shine(bgr, StreetLamp.Pool, StreetLamp.HalfWidth, StreetLamp.HalfHeight, -0.15 - 0.3 * random.NextDouble());
    }
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>The stream repeats one picture bit for bit, the sensor's noise too.</summary>
internal sealed class Frozen(double start, double end) : Effect("frozen", PictureRole.Sabotage, start, end)
{
    public override double Seen(double at) => IsOn(at) ? Start : at;

    public override void Apply(Mat bgr, double into, int seed)
    {
    }
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes.Effects;

/// <summary>Where the road's lamp throws its light, in pixels.</summary>
internal static class StreetLamp
{
    public const double HalfWidth = 150, HalfHeight = 70;

    public static readonly Point2d Pool = new(470, 215);
}

using OpenCvSharp;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>The generated camera: 4 m up on a column, looking along the street. Metres right of it (x), up (y) and away (z) to pixels.</summary>
internal static class Lens
{
    public const int Width = 640;
    public const int Height = 360;

    /// <summary>Row of the horizon.</summary>
    public const int Horizon = 70;

    private const double FocalPixels = 420;

    /// <summary>Metres over the ground.</summary>
    public const double MountedAt = 4;

    public static Point2d Project(double x, double y, double z) =>
        new(Width / 2.0 + FocalPixels * x / z, Horizon + FocalPixels * (MountedAt - y) / z);

    public static Point Pixel(double x, double y, double z) => Project(x, y, z).ToPoint();

    public static double PixelsPerMetre(double z) => FocalPixels / z;

    /// <summary>Half the width in metres that is seen at a distance.</summary>
    public static double HalfWidth(double z) => Width / 2.0 * z / FocalPixels;
}

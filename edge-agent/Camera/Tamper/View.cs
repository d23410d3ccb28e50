using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Tamper;

/// <summary>What of a frame shows whether the camera still sees what it should.</summary>
internal sealed class View : IDisposable
{
    /// <summary>Small enough for people to be details, large enough for a street's edges.</summary>
    private static readonly Size EdgeGrid = new(160, 120);

    /// <summary>So coarse that a blurred picture looks the same.</summary>
    private static readonly Size StructureGrid = new(40, 30);

    /// <summary>Defocus takes the finest details first: not scaled down as far.</summary>
    private static readonly Size DetailGrid = new(320, 240);

    /// <param name="bgr">The frame.</param>
    public View(Mat bgr)
    {
        using var small = new Mat();
        Cv2.Resize(bgr, small, DetailGrid, 0, 0, InterpolationFlags.Area);
        Cv2.CvtColor(small, Detail, ColorConversionCodes.BGR2GRAY);
        Cv2.MeanStdDev(Detail, out var mean, out var deviation);
        (Luminance, Contrast) = (mean.Val0, deviation.Val0);
        Colour = ColourOf(small) / Math.Max(1, Luminance);
        using var laplacian = new Mat();
        Cv2.Laplacian(Detail, laplacian, MatType.CV_32F);
        Cv2.MeanStdDev(laplacian, out _, out var fine);
        Sharpness = Square(fine.Val0) / Math.Max(1, Square(Contrast));
        using var grid = new Mat();
        Cv2.Resize(Detail, grid, EdgeGrid, 0, 0, InterpolationFlags.Area);
        using Mat x = new(), y = new();
        Cv2.Sobel(grid, x, MatType.CV_32F, 1, 0);
        Cv2.Sobel(grid, y, MatType.CV_32F, 0, 1);
        Cv2.Magnitude(x, y, Edges);
        Cv2.Resize(Detail, grid, StructureGrid, 0, 0, InterpolationFlags.Area);
        grid.ConvertTo(Structure, MatType.CV_32F);
    }

    /// <summary>Mean grey level, 0 to 255.</summary>
    public double Luminance { get; }

    /// <summary>Standard deviation of the grey levels.</summary>
    public double Contrast { get; }

    /// <summary>Mean difference of the strongest and the weakest channel, in parts of the luminance: near 0 by infrared light.</summary>
    public double Colour { get; }

    /// <summary>Variance of the Laplacian in parts of the picture's variance: light and exposure do not change it, focus does.</summary>
    public double Sharpness { get; }

    /// <summary>Grey, 320 x 240.</summary>
    public Mat Detail { get; } = new();

    /// <summary>Strength of the gradient, 160 x 120.</summary>
    public Mat Edges { get; } = new();

    /// <summary>Grey, 40 x 30.</summary>
    public Mat Structure { get; } = new();

    public void Dispose()
    {
        Detail.Dispose();
        Edges.Dispose();
        Structure.Dispose();
    }

    private static double ColourOf(Mat bgr)
    {
        var channels = bgr.Split();
        using Mat strongest = new(), weakest = new();
        Cv2.Max(channels[0], channels[1], strongest);
        Cv2.Max(strongest, channels[2], strongest);
        Cv2.Min(channels[0], channels[1], weakest);
        Cv2.Min(weakest, channels[2], weakest);
        var difference = strongest.Mean().Val0 - weakest.Mean().Val0;
        foreach (var channel in channels)
            channel.Dispose();
        return difference;
    }

    private static double Square(double x) => x * x;
}

using OpenCvSharp;
using Solutions.Edge.Agent.Camera.Tamper;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera.Tamper;

/// <summary>A real street, sabotaged from second 30 to second 60.</summary>
public class RealStreetTests
{
    /// <summary>Of the film, and of it what the detector looks at: the others need not be sabotaged.</summary>
    private const int FramesPerSecond = 10, LooksPerSecond = 2;

    private const int From = 30, To = 60;

    private static readonly Dictionary<string, Action<Mat, Random>> Sabotage = new()
    {
        ["nothing"] = (_, _) => { },
        ["covered"] = (bgr, _) => Cover(bgr, 60),
        ["covered, in the light"] = (bgr, _) => Cover(bgr, 200),
        ["blurred"] = (bgr, _) => Cv2.GaussianBlur(bgr, bgr, new Size(0, 0), 5),
        ["moved"] = (bgr, _) => Shift(bgr, 0.13, 0.02),
        ["moved, far"] = (bgr, _) => Shift(bgr, 0.4, 0.3),
        ["dark"] = (bgr, _) => bgr.ConvertTo(bgr, -1, 0.1),
        ["clouds"] = (bgr, _) => bgr.ConvertTo(bgr, -1, 0.6),
        ["lamps"] = (bgr, _) => bgr.ConvertTo(bgr, -1, 1.25, 20),
        ["shaken"] = (bgr, random) => Shift(bgr, random.Next(-3, 4) / 768.0, random.Next(-3, 4) / 576.0),
        ["infrared"] = (bgr, _) => Infrared(bgr),
    };

    [Theory]
    [InlineData("covered", "Covered")]
    [InlineData("covered, in the light", "Covered")]
    [InlineData("blurred", "Blurred")]
    [InlineData("moved", "Moved")]
    [InlineData("moved, far", "Moved")]
    [InlineData("dark", "Dark")]
    [InlineData("frozen", "Frozen")]
    public void Sabotage_is_named_within_twelve_seconds_and_clears_by_itself(string sabotage, string kind)
    {
        if (Watch(sabotage) is not { } changes)
            return;
        Assert.Equal([(kind, true), (kind, false)], changes.Select(c => (c.Change.Kind.ToString(), c.Change.Found)));
        Assert.InRange(changes[0].Second, From + 10, From + 12);
        Assert.Equal(From, (changes[0].Change.Since - Footage.Start).TotalSeconds, 1.0);
        Assert.InRange(changes[1].Second, To + 4, To + 8);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("clouds")]
    [InlineData("lamps")]
    [InlineData("shaken")]
    [InlineData("infrared")]
    public void What_is_no_sabotage_is_not_named(string nuisance)
    {
        if (Watch(nuisance) is { } changes)
            Assert.Empty(changes);
    }

    private static List<(double Second, TamperChange Change)>? Watch(string sabotage)
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return null;
        }
        using var film = new VideoCapture(Path.Combine(data, "vtest.avi"));
        using var detector = new TamperDetector();
        using Mat bgr = new(), still = new();
        var random = new Random(1);
        var changes = new List<(double, TamperChange)>();
        for (var n = 0; film.Grab(); n++)
        {
            if (n % (FramesPerSecond / LooksPerSecond) != 0)
                continue;
            film.Retrieve(bgr);
            var second = (double)n / FramesPerSecond;
            if (second <= From)
                bgr.CopyTo(still);
            if (second is >= From and < To)
            {
                if (sabotage == "frozen")
                    still.CopyTo(bgr);
                else
                    Sabotage[sabotage](bgr, random);
            }
            changes.AddRange(detector.Look(bgr, Footage.Start.AddSeconds(second)).Select(c => (second, c)));
        }
        return changes;
    }

    /// <summary>Something close before the lens, out of focus, and the sensor's noise.</summary>
    private static void Cover(Mat bgr, int level)
    {
        using var noise = new Mat(bgr.Size(), MatType.CV_8UC3);
        Cv2.Randn(noise, Scalar.All(level), Scalar.All(3));
        noise.CopyTo(bgr);
    }

    private static void Shift(Mat bgr, double right, double down)
    {
        using var by = Mat.FromPixelData(2, 3, MatType.CV_64F, new double[] { 1, 0, right * bgr.Width, 0, 1, down * bgr.Height });
        Cv2.WarpAffine(bgr, bgr, by, bgr.Size(), InterpolationFlags.Linear, BorderTypes.Reflect);
    }

    /// <summary>No colour, and the lamp at the camera lights the middle.</summary>
    private static void Infrared(Mat bgr)
    {
        Cv2.CvtColor(bgr, bgr, ColorConversionCodes.BGR2GRAY);
        Cv2.CvtColor(bgr, bgr, ColorConversionCodes.GRAY2BGR);
        bgr.ConvertTo(bgr, -1, 0.6, 10);
    }
}

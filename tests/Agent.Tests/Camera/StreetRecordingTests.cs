using OpenCvSharp;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

public class StreetRecordingTests
{
    [Fact]
    public void A_real_street_is_as_busy_and_as_scattered_as_it_was_measured_to_be()
    {
        if (Tree.Data is not { } data)
        {
            Assert.Skip("the recordings (vtest.avi) are not beside the project");
            return;
        }
        var seconds = Footage.Watch(10, Frames(Path.Combine(data, "vtest.avi")));
        Assert.Equal(79, seconds.Count);
        // Measured elsewhere on this clip: occupied 3.3 in the median and at most 6.8; spread 0.58 in the median, P90 0.87.
        Assert.Equal(3.3, Footage.Quantile(seconds.Select(s => s.Occupied), 0.5), 0.5);
        Assert.InRange(Footage.Quantile(seconds.Select(s => s.Occupied), 1), 5, 9);
        Assert.Equal(0.58, Footage.Quantile(seconds.Select(s => s.Spread), 0.5), 0.08);
        Assert.Equal(0.87, Footage.Quantile(seconds.Select(s => s.Spread), 0.9), 0.12);
        Assert.All(seconds, s => Assert.Empty(s.Suppressed));
    }

    private static IEnumerable<Mat> Frames(string path)
    {
        using var film = new VideoCapture(path);
        using var bgr = new Mat();
        while (film.Read(bgr) && !bgr.Empty())
            yield return bgr;
    }
}

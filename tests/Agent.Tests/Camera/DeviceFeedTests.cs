using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Tests.Camera;

public class DeviceFeedTests
{
    private const string Device = "/dev/video0";

    [Fact]
    public void A_device_that_is_not_plugged_in_is_named() => Assert.StartsWith("/dev/video99 does not exist; it must be a plugged-in V4L2 camera",
        Assert.Throws<CameraSourceException>(() => new DeviceFeed("/dev/video99", null, 10)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_device_that_is_no_camera_is_named() => Assert.StartsWith("/dev/null cannot be opened; it must be a V4L2 camera",
        Assert.Throws<CameraSourceException>(() => new DeviceFeed("/dev/null", null, 10)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_V4L2_camera_is_seen_in_the_size_that_was_asked_for_with_the_times_of_its_driver()
    {
        if (!File.Exists(Device))
        {
            Assert.Skip($"{Device} is not there; the kernel's vivid module makes one");
            return;
        }
        using var camera = CameraFeature.Live(
            new() { Source = SensorSource.V4l2, Path = Device, Width = 640, Height = 360, FramesPerSecond = 5 }, TimeProvider.System);
        using var bgr = new Mat();
        var frames = new List<CapturedFrame>();
        while (frames.Count < 5)
        {
            if (await camera.ReadAsync(bgr, TimeProvider.System.GetUtcNow().AddSeconds(30), CancellationToken.None) is { } frame)
                frames.Add(frame);
        }
        Assert.Equal(new Size(640, 360), bgr.Size());
        // A test pattern has light and dark.
        Assert.True(bgr.Mean().Val1 is > 10 and < 245);
        Assert.True(frames[0].Begins);
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.True(pair.Second.At > pair.First.At));
    }
}

using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>Against a real server, in real time.</summary>
public class RtspTests
{
    [Theory]
    [InlineData("h264")]
    [InlineData("mjpeg")]
    public async Task A_network_camera_is_seen_at_its_rate_with_its_own_frame_times(string picture)
    {
        await using var server = await RtspServer.StartAsync();
        using var camera = Camera(server.Address(picture));
        using var bgr = new Mat();
        await NextAsync(camera, bgr);
        var frames = new List<CapturedFrame>();
        while (frames.Count < 15)
            frames.Add(await NextAsync(camera, bgr));
        Assert.Equal(new Size(320, 240), bgr.Size());
        // A white ball on dark grey.
        Cv2.MinMaxLoc(bgr.ExtractChannel(0), out double dark, out double light);
        Assert.InRange(dark, 20, 100);
        Assert.True(light > 200);
        Assert.All(frames.Skip(1), f => Assert.False(f.Begins));
        var span = (frames[^1].At - frames[0].At).TotalSeconds;
        Assert.Equal(0.1, span / (frames.Count - 1 + frames.Skip(1).Sum(f => f.Skipped)), 0.02);
    }

    [Fact]
    public async Task A_server_that_dies_is_named_without_its_password_and_seen_again_when_it_is_back()
    {
        var server = await RtspServer.StartAsync();
        using var camera = Camera(server.Address("h264"));
        using var bgr = new Mat();
        Assert.True((await NextAsync(camera, bgr)).Begins);
        await server.KillAsync();
        var loss = await Eventually.HasAsync("word of the loss", () => LossAsync(camera, bgr));
        Assert.StartsWith($"rtsp://127.0.0.1:{server.Port}/h264: ffmpeg ended with code ", loss.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", camera.Name + loss, StringComparison.Ordinal);
        await using var again = await RtspServer.StartAsync(server.Port);
        Assert.True((await NextAsync(camera, bgr)).Begins);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_in_a_sentence_that_does_not_show_it()
    {
        await using var server = await RtspServer.StartAsync();
        using var camera = Camera(server.Address("h264").Replace("s3cret", "guessed", StringComparison.Ordinal));
        using var bgr = new Mat();
        var refused = await Eventually.HasAsync("refusal", () => LossAsync(camera, bgr));
        Assert.Contains("401 Unauthorized (authorization failed)' last; a camera must answer there, take this user and password",
            refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed", camera.Name + refused, StringComparison.Ordinal);
    }

    private static LiveCamera Camera(string address) => CameraFeature.Live(new() { Source = SensorSource.Rtsp, Address = address }, TimeProvider.System);

    private static async Task<CapturedFrame> NextAsync(LiveCamera camera, Mat bgr)
    {
        CapturedFrame? frame = null;
        await Eventually.IsTrueAsync("frame", async () =>
        {
            try
            {
                return (frame = await camera.ReadAsync(bgr, TimeProvider.System.GetUtcNow().AddSeconds(1), CancellationToken.None)) is not null;
            }
            catch (CameraSourceException)
            {
                return false;
            }
        });
        return frame!.Value;
    }

    private static async Task<CameraSourceException?> LossAsync(LiveCamera camera, Mat bgr)
    {
        try
        {
            await camera.ReadAsync(bgr, TimeProvider.System.GetUtcNow().AddSeconds(1), CancellationToken.None);
            return null;
        }
        catch (CameraSourceException e)
        {
            return e;
        }
    }
}

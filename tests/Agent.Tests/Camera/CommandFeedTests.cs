using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>With real commands.</summary>
public sealed class CommandFeedTests : IDisposable
{
    private static readonly Size Picture = new(64, 48);
    private readonly TemporaryFolder folder = new();
    private readonly Mat bgr = new();

    public void Dispose()
    {
        bgr.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Raw_frames_come_one_by_one_in_their_colours()
    {
        using var feed = Yuv("cat", Raw("film.yuv", new Scalar(200, 40, 40), new Scalar(40, 40, 200)));
        feed.Grab();
        feed.Retrieve(bgr);
        AssertColour(200, 40, 40);
        feed.Grab();
        feed.Retrieve(bgr);
        AssertColour(40, 40, 200);
    }

    [Fact]
    public void Jpegs_come_one_by_one_also_with_another_in_their_head()
    {
        using var feed = Mjpeg("cat", Jpegs("film.mjpeg", new Scalar(200, 40, 40), new Scalar(40, 40, 200)));
        feed.Grab();
        feed.Grab();
        feed.Retrieve(bgr);
        AssertColour(40, 40, 200);
    }

    [Fact]
    public void A_command_that_dies_is_reported_with_its_code_and_last_words()
    {
        using var feed = Yuv("sh", "-c", "echo first >&2; echo 'ERROR: no cameras available' >&2; exit 3");
        Fails("command 'sh' ended with code 3 and said 'ERROR: no cameras available' last; "
            + "it must keep writing raw YUV 4:2:0 frames of 64 x 48 pixels, 4608 bytes each", () => feed.Grab());
    }

    [Fact]
    public void A_program_that_is_not_installed_is_named() =>
        Fails("command 'rpicam-none' cannot be started", () => Yuv("rpicam-none", "-o", "-"));

    [Fact]
    public void What_is_no_jpeg_is_refused_by_its_first_byte()
    {
        using var feed = Mjpeg("echo", "hello");
        Fails("command 'echo' is ended: its output has 0x68 where a JPEG must begin with 0xFFD8; it must keep writing JPEGs", () => feed.Grab());
    }

    [Theory]
    [InlineData(65500, 65500)]
    [InlineData(30000, 30000)]
    [InlineData(8192, 8192)]
    public void A_jpeg_that_states_an_impossible_size_is_refused_before_it_is_decoded(int width, int height)
    {
        var path = Jpegs("film.mjpeg", new Scalar(200, 40, 40));
        var bytes = File.ReadAllBytes(path);
        var frame = bytes.AsSpan().LastIndexOf<byte>([0xFF, 0xC0]);
        (bytes[frame + 5], bytes[frame + 6], bytes[frame + 7], bytes[frame + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        File.WriteAllBytes(path, bytes);
        using var feed = Mjpeg("cat", path);
        feed.Grab();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fails($"command 'cat' is ended: a JPEG states {width} x {height} pixels; a picture must have at most 8192 a side and 36 million",
            () => feed.Retrieve(bgr));
        Assert.True(bgr.Empty());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task After_a_jpeg_of_an_impossible_size_the_command_is_started_again()
    {
        var (good, bad, starts) =
            (Jpegs("good.mjpeg", new Scalar(200, 40, 40)), Jpegs("bad.mjpeg", new Scalar(200, 40, 40)), Path.Combine(folder.Path, "starts"));
        var bytes = File.ReadAllBytes(bad);
        bytes.AsSpan(bytes.AsSpan().LastIndexOf<byte>([0xFF, 0xC0]) + 5, 4).Fill(0xFF);
        File.WriteAllBytes(bad, bytes);
        // Only the second start shows a picture that can be.
        using var camera = CameraFeature.Live(new()
        {
            Source = SensorSource.Command,
            Command = ["sh", "-c", $"if [ -e {starts} ]; then cat {good}; else touch {starts}; cat {bad}; fi; sleep 5"],
            Format = PipeFormat.Mjpeg,
        }, TimeProvider.System);
        await Eventually.IsTrueAsync("picture", async () =>
        {
            try
            {
                return await camera.ReadAsync(bgr, TimeProvider.System.GetUtcNow().AddSeconds(1), CancellationToken.None) is not null;
            }
            catch (CameraSourceException)
            {
                return false;
            }
        });
        AssertColour(200, 40, 40);
    }

    [Fact]
    public void A_frame_that_is_cut_off_is_no_frame()
    {
        var whole = File.ReadAllBytes(Raw("film.yuv", Scalar.White));
        var cut = Path.Combine(folder.Path, "cut.yuv");
        File.WriteAllBytes(cut, whole[..^1]);
        using var feed = Yuv("cat", cut);
        Fails("command 'cat' ended with code 0", () => feed.Grab());
    }

    [Fact]
    public async Task A_command_that_dies_is_started_again()
    {
        var film = Raw("film.yuv", new Scalar(200, 40, 40));
        var starts = Path.Combine(folder.Path, "starts");
        // Each start shows one frame and dies, not in the same moment: a lost camera shows no frame any more.
        using var camera = CameraFeature.Live(new()
        {
            Source = SensorSource.Command,
            Command = ["sh", "-c", $"echo x >> {starts}; cat {film}; sleep 0.5"],
            Format = PipeFormat.Yuv420,
            Width = Picture.Width,
            Height = Picture.Height,
        }, TimeProvider.System);
        var begun = 0;
        await Eventually.IsTrueAsync("second start seen", async () =>
        {
            try
            {
                begun += await camera.ReadAsync(bgr, TimeProvider.System.GetUtcNow().AddSeconds(1), CancellationToken.None) is { Begins: true } ? 1 : 0;
            }
            catch (CameraSourceException e)
            {
                Assert.Contains("ended with code 0", e.Message, StringComparison.Ordinal);
            }
            return begun >= 2;
        });
        Assert.True(File.ReadAllLines(starts).Length >= 2);
    }

    [Fact]
    public async Task A_command_is_ended_with_its_children_when_nobody_reads_it()
    {
        var started = Path.Combine(folder.Path, "pid");
        var feed = Yuv("sh", "-c", $"sleep 600 & echo $! > {started}; wait");
        await Eventually.IsTrueAsync("start", () => Task.FromResult(File.Exists(started) && new FileInfo(started).Length > 0));
        feed.Dispose();
        var child = $"/proc/{File.ReadAllText(started).Trim()}";
        await Eventually.IsTrueAsync("end of the child",
            () => Task.FromResult(!Directory.Exists(child) || File.ReadAllText($"{child}/stat").Contains(") Z", StringComparison.Ordinal)));
    }

    private static CommandFeed Yuv(params string[] command) => new(new(command, pipe => new Yuv420Frames(pipe, Picture)), TimeProvider.System);

    private static CommandFeed Mjpeg(params string[] command) => new(new(command, pipe => new MjpegFrames(pipe)), TimeProvider.System);

    private static void Fails(string sentence, Action act) =>
        Assert.StartsWith(sentence, Assert.Throws<CameraSourceException>(act).Message, StringComparison.Ordinal);

    private void AssertColour(double blue, double green, double red)
    {
        var mean = bgr.Mean();
        Assert.Equal(Picture, bgr.Size());
        Assert.Equal([blue, green, red], [mean.Val0, mean.Val1, mean.Val2], (a, b) => Math.Abs(a - b) < 6);
    }

    private string Raw(string name, params Scalar[] colours)
    {
        var path = Path.Combine(folder.Path, name);
        using var file = File.Create(path);
        foreach (var colour in colours)
        {
            using var picture = new Mat(Picture, MatType.CV_8UC3, colour);
            using var yuv = new Mat();
            Cv2.CvtColor(picture, yuv, ColorConversionCodes.BGR2YUV_I420);
            yuv.GetArray(out byte[] bytes);
            file.Write(bytes);
        }
        return path;
    }

    /// <summary>Each has an application segment that holds a whole JPEG, as a camera's thumbnail does.</summary>
    private string Jpegs(string name, params Scalar[] colours)
    {
        var path = Path.Combine(folder.Path, name);
        using var file = File.Create(path);
        foreach (var colour in colours)
        {
            using var picture = new Mat(Picture, MatType.CV_8UC3, colour);
            Cv2.ImEncode(".jpg", picture, out var jpeg);
            var length = jpeg.Length + 2;
            file.Write([0xFF, 0xD8, 0xFF, 0xEF, (byte)(length >> 8), (byte)length]);
            file.Write(jpeg);
            file.Write(jpeg.AsSpan(2));
        }
        return path;
    }
}

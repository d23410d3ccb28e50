using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

public sealed class VideoFileSourceTests : IDisposable
{
    private const int Frames = 5, Step = 40;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_film_plays_at_its_own_rate_in_a_loop()
    {
        using var source = new VideoFileSource(Film(8));
        Assert.Equal(8, source.FramesPerSecond);
        Assert.Equal([0, 1, 2, 3, 4, 0, 1], Enumerable.Range(0, 7).Select(_ => Next(source, 0)));
    }

    [Fact]
    public void Frames_that_were_missed_are_skipped_also_over_the_loop()
    {
        using var source = new VideoFileSource(Film(10));
        Assert.Equal(2, Next(source, 2));
        Assert.Equal(4, Next(source, 1));
        Assert.Equal(1, Next(source, 1));
    }

    [Fact]
    public void A_missing_file_is_named() => Refuses(Path.Combine(folder.Path, "none.avi"), "does not exist");

    [Fact]
    public void An_empty_file_is_named() => Refuses(Write("empty.avi", []), "is empty");

    [Fact]
    public void A_file_that_is_no_video_is_named() => Refuses(Write("notes.avi", [.. "a shopping list, no film"u8]), "is no video that can be read here");

    [Fact]
    public void A_truncated_film_is_named()
    {
        var whole = File.ReadAllBytes(Film(10));
        Refuses(Write("cut.avi", whole[..200]), "is no video that can be read here");
    }

    private static void Refuses(string path, string sentence)
    {
        var e = Assert.Throws<CameraSourceException>(() => new VideoFileSource(path).Dispose());
        Assert.StartsWith(path, e.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
    }

    private static int Next(VideoFileSource source, long skip)
    {
        using var bgr = new Mat();
        source.Read(skip, bgr);
        return (int)Math.Round(bgr.Mean().Val0 / Step);
    }

    /// <summary>Frame n has the grey level n times <see cref="Step"/>.</summary>
    private string Film(double framesPerSecond)
    {
        var path = Path.Combine(folder.Path, "film.avi");
        using var writer = new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, framesPerSecond, new Size(64, 48));
        for (var n = 0; n < Frames; n++)
        {
            using var bgr = new Mat(48, 64, MatType.CV_8UC3, Scalar.All(n * Step));
            writer.Write(bgr);
        }
        return path;
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

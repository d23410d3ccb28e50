using System.Diagnostics;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>Films as recorders and converters leave them: frame n of each has the grey level n times <see cref="Step"/>, until it is damaged.</summary>
public sealed class FilmTests : IDisposable
{
    private const int Step = 6, Frames = 40, Rate = 10;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(17, 1)]
    [InlineData(39, 1)]
    [InlineData(5, 30)]
    public void Frames_that_cannot_be_decoded_are_counted_and_the_others_keep_their_times(int first, int count)
    {
        var path = Jpegs("film.avi");
        Damage(path, Enumerable.Range(first, count));
        using var film = new VideoFileSource(path);
        var seen = See(film);
        Assert.Equal(Enumerable.Range(0, Frames).Where(n => n < first || n >= first + count), seen.Select(s => s.Level));
        Assert.All(seen, s => Assert.Equal((double)s.Level / Rate, s.Seconds, 3));
        Assert.Equal(count, film.Lost);
    }

    [Fact]
    public void A_film_without_a_frame_that_can_be_decoded_is_no_film()
    {
        var path = Jpegs("film.avi");
        Damage(path, Enumerable.Range(0, Frames));
        Assert.Contains("none of its 40 frames can be decoded",
            Assert.Throws<CameraSourceException>(() => new VideoFileSource(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("film.ts", "-c:v libx264 -bf 2")]
    [InlineData("film.mpg", "-c:v mpeg2video -bf 2 -r 25")]
    [InlineData("film.h264", "-c:v libx264 -bf 2")]
    [InlineData("film.m2v", "-c:v mpeg2video -bf 2 -r 25")]
    [InlineData("film.mjpeg", "-c:v mjpeg")]
    [InlineData("film.avi", "-c:v mpeg4 -bf 2")]
    [InlineData("film.mp4", "-c:v mpeg4")]
    [InlineData("film.mkv", "-c:v mpeg4 -bf 2 -g 5")]
    [InlineData("film.mpg", "-c:v mpeg1video -r 25")]
    [InlineData("film.mkv", "-c:v libx264 -bf 2")]
    [InlineData("film.webm", "-c:v libvpx -auto-alt-ref 1 -lag-in-frames 10")]
    public void No_frame_is_lost_whatever_it_is_stored_in(string name, string codec)
    {
        var path = Path.Combine(folder.Path, name);
        Ffmpeg($"-i {Jpegs("source.avi")} {codec} {path}");
        using var film = new VideoFileSource(path);
        var seen = See(film);
        Assert.Equal(int.Parse(Probe($"-count_frames -select_streams v -show_entries stream=nb_read_frames {path}")), seen.Count);
        Assert.Equal(0, film.Lost);
        Assert.Equal(0, seen[0].Level);
        Assert.All(seen.Zip(seen.Skip(1)), s => Assert.True(s.Second.Seconds > s.First.Seconds));
    }

    [Theory]
    [InlineData("film.mkv", "-c:v libx264 -bf 2")]
    [InlineData("film.mp4", "-c:v libx264 -bf 2")]
    [InlineData("film.mkv", "-c:v mjpeg")]
    public void Frames_have_their_own_times_also_round_a_pause(string name, string codec)
    {
        var path = Path.Combine(folder.Path, name);
        // From frame 20 on every fourth, and five seconds in between.
        Ffmpeg($"-i {Jpegs("source.avi")} -vf select=lt(n\\,20)+not(mod(n\\,4)),setpts=PTS+gte(T\\,2)*5/TB -vsync vfr {codec} {path}");
        using var film = new VideoFileSource(path);
        Assert.InRange(film.FramesPerSecond, 6, 10);
        Assert.Equal([.. Enumerable.Range(0, 20).Select(n => n / 10.0), .. Enumerable.Range(0, 5).Select(n => 7 + n * 0.4)],
            See(film).Select(s => Math.Round(s.Seconds, 2)));
    }

    [Fact]
    public void A_stream_copied_into_avi_plays_at_the_rate_of_its_frames()
    {
        var (mp4, avi) = (Path.Combine(folder.Path, "film.mp4"), Path.Combine(folder.Path, "film.avi"));
        Ffmpeg($"-i {Jpegs("source.avi")} -c:v libx264 -bf 2 {mp4}");
        Ffmpeg($"-i {mp4} -c copy {avi}");
        using var film = new VideoFileSource(avi);
        Assert.InRange(film.FramesPerSecond, 8, 12.6);
        var seen = See(film);
        Assert.Equal(Frames, seen.Count);
        Assert.InRange(seen[^1].Seconds, 3.8, 4.0);
    }

    /// <summary>25 frames a second is what the library takes for granted.</summary>
    [Theory]
    [InlineData("-profile:v baseline")]
    [InlineData("-profile:v high -bf 2 -x264-params cqm=jvt")]
    [InlineData("-profile:v high444 -pix_fmt yuv444p")]
    public void A_raw_stream_plays_at_the_rate_that_it_states(string form)
    {
        var path = Path.Combine(folder.Path, "film.h264");
        Ffmpeg($"-i {Jpegs("source.avi")} -c:v libx264 {(form.Contains("pix_fmt", StringComparison.Ordinal) ? "" : "-pix_fmt yuv420p ")}{form} {path}");
        using var film = new VideoFileSource(path);
        Assert.Equal(Rate, film.FramesPerSecond, 0.001);
        Assert.Equal((Frames - 1.0) / Rate, See(film)[^1].Seconds, 0.01);
    }

    [Fact]
    public void What_an_edit_cuts_off_is_neither_shown_nor_lost()
    {
        var (whole, cut) = (Path.Combine(folder.Path, "film.mp4"), Path.Combine(folder.Path, "cut.mp4"));
        Ffmpeg($"-i {Jpegs("source.avi")} -c:v libx264 -bf 2 {whole}");
        Ffmpeg($"-ss 1.5 -i {whole} -c copy {cut}");
        using var film = new VideoFileSource(cut);
        Assert.Equal((25, 0, 2.4), (See(film) is var seen ? seen.Count : 0, film.Lost, Math.Round(seen[^1].Seconds, 2)));
    }

    [Fact]
    public void Pictures_whose_size_changes_come_in_the_size_of_the_first()
    {
        var path = Path.Combine(folder.Path, "film.mjpeg");
        using (var file = File.Create(path))
            foreach (var (n, size) in new[] { new Size(64, 48), new(64, 64), new(32, 24), new(64, 48) }
                .SelectMany((s, i) => Enumerable.Range(i * 10, 10).Select(n => (n, s))))
                file.Write(Grey(n, size).ImEncode(".jpg"));
        using var film = new VideoFileSource(path);
        Assert.Equal(Enumerable.Range(0, Frames), See(film).Select(s => s.Level));
        Assert.Equal((3, new Size(64, 48)), (film.SizeChanges, film.Size));
    }

    [Theory]
    [InlineData("libx264")]
    [InlineData("mpeg2video")]
    [InlineData("mpeg4")]
    public void A_size_that_the_decoder_does_not_follow_is_said(string codec)
    {
        var (source, joined) = (Jpegs("source.avi"), Path.Combine(folder.Path, "joined.ts"));
        using (var file = File.Create(joined))
            foreach (var size in new[] { "64:48", "96:80" })
            {
                var part = Path.Combine(folder.Path, $"{size[..2]}.ts");
                Ffmpeg($"-i {source} -vf scale={size} -r 25 -c:v {codec} {part}");
                file.Write(File.ReadAllBytes(part));
            }
        using var film = new VideoFileSource(joined);
        Assert.Contains("the form of its pictures, such as their size, changes after",
            Assert.Throws<CameraSourceException>(() => See(film)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("film.avi", "-c:v mjpeg")]
    [InlineData("film.mkv", "-c:v libx264")]
    [InlineData("film.mp4", "-c:v libx264 -movflags faststart")]
    public void A_film_that_was_cut_off_is_shown_as_far_as_it_goes(string name, string codec)
    {
        var path = Path.Combine(folder.Path, name);
        Ffmpeg($"-i {Jpegs("source.avi")} {codec} {path}");
        using (var whole = new VideoFileSource(path))
            Assert.False(whole.IsCutShort);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length * 9 / 10)]);
        using var film = new VideoFileSource(path);
        Assert.True(film.IsCutShort);
        Assert.InRange(See(film).Count, 2, Frames - 1);
    }

    [Fact]
    public void Sound_alone_and_a_single_picture_are_no_film()
    {
        var (sound, picture) = (Path.Combine(folder.Path, "sound.mp4"), Path.Combine(folder.Path, "picture.jpg"));
        Ffmpeg($"-f lavfi -i sine=duration=1 {sound}");
        File.WriteAllBytes(picture, Grey(3, new(64, 48)).ImEncode(".jpg"));
        Assert.Contains("is no video that can be read here",
            Assert.Throws<CameraSourceException>(() => new VideoFileSource(sound)).Message, StringComparison.Ordinal);
        Assert.Contains("is a single picture", Assert.Throws<CameraSourceException>(() => new VideoFileSource(picture)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_played_film_keeps_its_pauses()
    {
        var path = Path.Combine(folder.Path, "film.mkv");
        Ffmpeg($"-i {Jpegs("source.avi")} -vf setpts=PTS+gte(N\\,3)*2/TB -vsync vfr -c:v mjpeg -q:v 1 {path}");
        using var film = new VideoFileSource(path);
        using var bgr = new Mat();
        var levels = new List<int>();
        for (var n = 0; n < 26; n++)
        {
            film.Read(0, bgr);
            levels.Add(Level(bgr));
        }
        Assert.Equal([0, 1, .. Enumerable.Repeat(2, 21), 3, 4, 5], levels);
    }

    private static List<(int Level, double Seconds)> See(VideoFileSource film)
    {
        using var bgr = new Mat();
        var seen = new List<(int, double)>();
        while (film.TryRead(bgr))
            seen.Add((Level(bgr), film.Seconds));
        return seen;
    }

    private static int Level(Mat bgr) => (int)Math.Round(bgr.Mean().Val0 / Step);

    private static Mat Grey(int n, Size size) => new(size, MatType.CV_8UC3, Scalar.All(n * Step));

    private string Jpegs(string name)
    {
        var path = Path.Combine(folder.Path, name);
        using var writer = new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, FourCC.MJPG, Rate, new Size(64, 48));
        for (var n = 0; n < Frames; n++)
        {
            using var grey = Grey(n, new(64, 48));
            writer.Write(grey);
        }
        return path;
    }

    /// <summary>Makes the quantisation tables of some JPEGs impossible.</summary>
    private static void Damage(string path, IEnumerable<int> frames)
    {
        var bytes = File.ReadAllBytes(path);
        var starts = new List<int>();
        for (var at = bytes.AsSpan().IndexOf<byte>([0xFF, 0xD8, 0xFF]); at >= 0;)
        {
            starts.Add(at);
            var next = bytes.AsSpan(at + 3).IndexOf<byte>([0xFF, 0xD8, 0xFF]);
            at = next < 0 ? -1 : at + 3 + next;
        }
        foreach (var n in frames)
        {
            var table = starts[n] + bytes.AsSpan(starts[n]).IndexOf<byte>([0xFF, 0xDB]);
            bytes.AsSpan(table + 4, 24).Fill(0xFF);
        }
        File.WriteAllBytes(path, bytes);
    }

    private static void Ffmpeg(string arguments) => Run("ffmpeg", $"-hide_banner -loglevel error -y {arguments}");

    private static string Probe(string arguments) => Run("ffprobe", $"-v error -of default=nokey=1:noprint_wrappers=1 {arguments}").Split('\n')[0].Trim();

    private static string Run(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

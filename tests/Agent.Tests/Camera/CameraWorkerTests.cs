using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

public class CameraWorkerTests
{
    private readonly FakeTimeProvider time = new(Footage.Start.AddSeconds(0.4));
    private readonly CollectedLog<CameraWorker> log = new();
    private IReadOnlyList<CameraRecord> events = [];

    [Fact]
    public async Task One_record_stands_for_every_second_and_pictures_are_at_hand()
    {
        var scene = Scene.Load(new SceneEntry("town", 1));
        var ring = new PictureRing(time);
        var records = await RunAsync(new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), time), ring, atLeast: 6);
        Assert.Equal(Enumerable.Range(0, records.Count).Select(n => records[0].T.AddSeconds(n)), records.Select(r => r.T));
        Assert.Equal(0, records[0].T.Millisecond);
        Assert.Null(records[0].Occupied);
        Assert.Equal(["warming-up"], records[0].Flags);
        Assert.InRange((time.GetUtcNow() - ring.Nearest(null)!.At).TotalSeconds, 0, 2);
        Assert.Equal([300], log.Lines.Select(l => l.Event));
    }

    [Fact]
    public async Task A_camera_that_fails_is_reported_once_and_asked_again_until_it_sees()
    {
        var records = await RunAsync(new PlayedCamera(new WeakFilm { Failures = 4 }, time), new PictureRing(time), atLeast: 12);
        Assert.Equal([300, 302], log.Lines.Select(l => l.Event));
        Assert.Contains("the plug is out", log.Lines.Last().Text, StringComparison.Ordinal);
        // Nothing is reported of the first five seconds: a camera takes its time to start. Then every second is reported once.
        Assert.Equal(records.Select(r => r.T).Order().Distinct(), records.Select(r => r.T));
        var lost = records.TakeWhile(r => r.Flags.Contains(CameraWorker.NoPictureFlag)).ToList();
        Assert.True(lost.Count >= 4);
        Assert.All(lost, r => Assert.Null(r.Occupied));
        Assert.Equal([("lost", FindingState.Found), ("lost", FindingState.Cleared)], events.Take(2).Select(e => (e.Kind, e.State)));
        Assert.InRange((events[0].T - events[0].Since).TotalSeconds, 5, 7);
        Assert.Equal(events[0].Since, events[1].Since);
        Assert.All(records.Skip(lost.Count), r => Assert.DoesNotContain(CameraWorker.NoPictureFlag, r.Flags));
    }

    [Fact]
    public async Task Masked_pixels_are_black_in_every_picture_and_a_zone_states_its_occupied_share()
    {
        var scene = Scene.Load(new SceneEntry("town", 1));
        var ring = new PictureRing(time);
        using var played = new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), time);
        double[][] left = [[0, 0], [0.5, 0], [0.5, 1], [0, 1]], right = [[0.5, 0], [1, 0], [1, 1], [0.5, 1]];
        var records = await RunAsync(new MaskedCamera(played, new([left])), ring, atLeast: 8,
            [new() { Id = "left", Kind = ZoneKind.Road, Polygon = left }, new() { Id = "right", Kind = ZoneKind.Road, Polygon = right }]);
        using var picture = Cv2.ImDecode(ring.Nearest(null)!.Jpeg, ImreadModes.Grayscale);
        Cv2.MinMaxLoc(new Mat(picture, new Rect(0, 0, picture.Width / 2 - 8, picture.Height)), out double _, out double light);
        Assert.Equal(0, light);
        Assert.True(new Mat(picture, new Rect(picture.Width / 2 + 8, 0, picture.Width / 2 - 8, picture.Height)).Mean().Val0 > 20);
        var known = records.Where(r => r.Occupied is not null).ToList();
        Assert.NotEmpty(known);
        Assert.All(known, r => Assert.Equal(0, r.Zones["left"], 0.5));
        Assert.All(known, r => Assert.Equal(2 * r.Occupied!.Value, r.Zones["right"], 0.2 + 0.1 * r.Zones["right"]));
    }

    [Fact]
    public async Task A_picture_whose_size_changes_again_and_again_is_said_and_looked_at_all_the_same()
    {
        var ring = new PictureRing(time);
        var records = await RunAsync(new PlayedCamera(new ResizedFilm(), time), ring, atLeast: 12);
        Assert.Equal([300, 303, 303], log.Lines.Select(l => l.Event).Take(3));
        Assert.StartsWith("resized film: its pictures are now 320 x 240; they are brought to the size of the first, 320 x 180",
            log.Lines.ElementAt(1).Text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, records.Count).Select(n => records[0].T.AddSeconds(n)), records.Select(r => r.T));
        using var picture = Cv2.ImDecode(ring.Nearest(null)!.Jpeg, ImreadModes.Color);
        Assert.Equal(180 * picture.Width, 320 * picture.Height);
    }

    private async Task<IReadOnlyList<MotionRecord>> RunAsync(ICameraSource source, PictureRing ring, int atLeast, IReadOnlyList<ZoneEntry>? zones = null)
    {
        using var outbox = TestOutbox.Create(time);
        using var seen = new SceneWatch(zones ?? []);
        var watched = new WatchedCamera(source);
        using var worker = new CameraWorker(watched, seen, ring, outbox, time, log);
        await worker.StartAsync(CancellationToken.None);
        await Eventually.IsTrueAsync($"{atLeast} records", () =>
        {
            // A busy machine must not fall behind a clock that is only moved here.
            if (watched.Waits)
                time.Advance(TimeSpan.FromMilliseconds(200));
            return Task.FromResult(outbox.Count >= atLeast);
        });
        await worker.StopAsync(CancellationToken.None);
        var records = outbox.TakeAll();
        events = [.. records.OfType<CameraRecord>()];
        return [.. records.OfType<MotionRecord>()];
    }

    /// <summary>Knows whether the worker has dealt with the frame before and asks for the next.</summary>
    private sealed class WatchedCamera(ICameraSource source) : ICameraSource
    {
        public bool Waits { get; private set; } = true;

        public string Name => source.Name;

        public double FramesPerSecond => source.FramesPerSecond;

        public async ValueTask<CapturedFrame?> ReadAsync(Mat bgr, DateTimeOffset until, CancellationToken stopping)
        {
            Waits = true;
            var captured = await source.ReadAsync(bgr, until, stopping);
            Waits = false;
            return captured;
        }
    }

    /// <summary>Shows a grey picture of another size every three seconds.</summary>
    private sealed class ResizedFilm : IFilm
    {
        private static readonly IReadOnlyList<Size> Sizes = [new(320, 180), new(320, 240), new(640, 360)];

        private long next;

        public string Name => "resized film";

        public double FramesPerSecond => 10;

        public void Begin(DateTimeOffset instant)
        {
        }

        public void Read(long skip, Mat bgr)
        {
            next += skip;
            bgr.Create(Sizes[(int)(next++ / 30 % Sizes.Count)], MatType.CV_8UC3);
            bgr.SetTo(Scalar.All(90));
        }
    }

    /// <summary>Fails a number of times, then shows a grey picture.</summary>
    private sealed class WeakFilm : IFilm
    {
        public int Failures { get; set; }

        public string Name => "weak film";

        public double FramesPerSecond => 10;

        public void Begin(DateTimeOffset instant)
        {
        }

        public void Read(long skip, Mat bgr)
        {
            if (Failures-- > 0)
                throw new CameraSourceException("the plug is out");
            bgr.Create(new Size(64, 48), MatType.CV_8UC3);
            bgr.SetTo(Scalar.All(90));
        }
    }
}

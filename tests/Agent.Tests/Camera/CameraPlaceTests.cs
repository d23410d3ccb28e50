using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Camera;

/// <summary>A configuration of the place takes effect while the camera looks.</summary>
public sealed class CameraPlaceTests : RunningCamera
{
    [Fact]
    public async Task Masked_pixels_are_black_in_every_picture_and_a_zone_states_its_occupied_share()
    {
        var scene = Scene.Load("town", 1);
        var ring = new PictureRing(Time);
        using var played = new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), Time);
        double[][] left = [[0, 0], [0.5, 0], [0.5, 1], [0, 1]], right = [[0.5, 0], [1, 0], [1, 1], [0.5, 1]];
        Send(new() { Zones = [Zone("left", left), Zone("right", right)], Masks = [left] });
        var records = await RunAsync(played, ring, atLeast: 8);
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
    public async Task A_second_is_judged_by_one_configuration_and_the_next_by_the_new_one()
    {
        var scene = Scene.Load("town", 1);
        Send(new() { Zones = [Zone("kept", All), Zone("gone", All)] });
        using var played = new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), Time);
        var records = await RunAsync(played, new PictureRing(Time), atLeast: 12, () => Send(new() { Zones = [Zone("kept", All), Zone("new", All)] }));
        Assert.Equal(Enumerable.Range(0, records.Count).Select(n => records[0].T.AddSeconds(n)), records.Select(r => r.T));
        var named = records.Where(r => r.Zones.Count > 0).Select(r => string.Join(' ', r.Zones.Keys.Order())).ToList();
        Assert.Equal(["gone kept", "kept new"], named.Distinct());
        Assert.All(records, r => Assert.Equal(r.Zones.Keys.Order(), (r.Activity?.Keys ?? []).Order()));
        Assert.DoesNotContain(records.SkipWhile(r => r.Flags.Contains("warming-up")), r => r.Flags.Contains("warming-up"));
    }

    [Fact]
    public async Task A_mask_that_is_added_hides_what_was_seen_before_it_and_the_background_is_learnt_anew()
    {
        var scene = Scene.Load("town", 1);
        var ring = new PictureRing(Time);
        Send(new());
        using var played = new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), Time);
        var before = DateTimeOffset.MaxValue;
        var records = await RunAsync(played, ring, atLeast: 12, () =>
        {
            before = Time.GetUtcNow();
            Send(new() { Masks = [All] });
        });
        Assert.Equal(0, Light(ring.Nearest(before)!));
        Assert.Equal(2, Begins(records.Select(r => r.Flags.Contains("warming-up"))));
        Assert.Empty(Events);
    }

    [Fact]
    public async Task Until_anything_is_known_of_the_place_a_picture_is_a_mosaic_all_over_and_then_only_where_something_moves()
    {
        var ring = new PictureRing(Time);
        Picture? unknown = null;
        await RunAsync(new PlayedCamera(new Chessboard(), Time), ring, atLeast: 16, () =>
        {
            unknown = ring.Nearest(null);
            Send(new());
        });
        Assert.True(Contrast(unknown!) < 20, $"the contrast is {Contrast(unknown!)}");
        Assert.True(Contrast(ring.Nearest(null)!) > 100, $"the contrast is {Contrast(ring.Nearest(null)!)}");
    }

    [Fact]
    public async Task At_a_home_nothing_is_looked_at()
    {
        var scene = Scene.Load("town", 1);
        var ring = new PictureRing(Time);
        Send(new() { Type = SiteType.HOME });
        using var played = new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), Time);
        using var outbox = TestOutbox.Create(Time);
        using var worker = new CameraWorker(played, Place, ring, outbox, Time, Log);
        await worker.StartAsync(CancellationToken.None);
        for (var tick = 0; tick < 100; tick++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
        Assert.Equal((0, null), (outbox.Count, ring.Nearest(null)));
        var moved = Time.GetUtcNow();
        Send(new());
        await Eventually.IsTrueAsync("two seconds", () =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(outbox.Count >= 2);
        }, steadily: true);
        await worker.StopAsync(CancellationToken.None);
        Assert.All(outbox.TakeAll(), r => Assert.True(r.T >= moved.AddSeconds(-1), $"{r.T:O} is before {moved:O}"));
        Assert.Equal([300, 304], Log.Lines.Select(l => l.Event));
    }

    private static readonly double[][] All = [[0, 0], [1, 0], [1, 1], [0, 1]];

    private static ZoneEntry Zone(string id, double[][] polygon) => new() { Id = id, Kind = ZoneKind.Road, Polygon = polygon };

    private static double Light(Picture picture)
    {
        using var grey = Cv2.ImDecode(picture.Jpeg, ImreadModes.Grayscale);
        Cv2.MinMaxLoc(grey, out double _, out double light);
        return light;
    }

    /// <summary>Between light and dark in the middle of a picture.</summary>
    private static double Contrast(Picture picture)
    {
        using var grey = Cv2.ImDecode(picture.Jpeg, ImreadModes.Grayscale);
        using var middle = new Mat(grey, new Rect(grey.Width / 4, grey.Height / 4, grey.Width / 2, grey.Height / 2));
        Cv2.MinMaxLoc(middle, out double dark, out double light);
        return light - dark;
    }

    /// <summary>How often it begins.</summary>
    private static int Begins(IEnumerable<bool> states) => states.Prepend(false).Zip(states).Count(s => !s.First && s.Second);

    /// <summary>Stands still, all black and white.</summary>
    private sealed class Chessboard : IFilm
    {
        private const int Square = 8;

        private static readonly Size Picture = new(640, 360);

        public string Name => "chessboard";

        public double FramesPerSecond => 10;

        public void Begin(DateTimeOffset instant)
        {
        }

        public void Read(long skip, Mat bgr)
        {
            bgr.Create(Picture, MatType.CV_8UC3);
            bgr.SetTo(Scalar.All(0));
            for (var y = 0; y < Picture.Height; y += Square)
                for (var x = y / Square % 2 * Square; x < Picture.Width; x += 2 * Square)
                    bgr.Rectangle(new Rect(x, y, Square, Square), Scalar.All(255), -1);
        }
    }
}

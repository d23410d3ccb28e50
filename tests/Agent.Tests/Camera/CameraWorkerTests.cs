using OpenCvSharp;
using Solutions.Edge.Agent.Camera;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Camera;

public sealed class CameraWorkerTests : RunningCamera
{
    [Fact]
    public async Task One_record_stands_for_every_second_and_pictures_are_at_hand()
    {
        var scene = Scene.Load("town", 1);
        var ring = new PictureRing(Time);
        var records = await RunAsync(new PlayedCamera(new SceneCameraSource("town", scene, scene.Picture!), Time), ring, atLeast: 6);
        Assert.Equal(Enumerable.Range(0, records.Count).Select(n => records[0].T.AddSeconds(n)), records.Select(r => r.T));
        Assert.Equal(0, records[0].T.Millisecond);
        Assert.Null(records[0].Occupied);
        Assert.Equal(["warming-up"], records[0].Flags);
        Assert.InRange((Time.GetUtcNow() - ring.Nearest(null)!.At).TotalSeconds, 0, 2);
        Assert.Equal([300], Log.Lines.Select(l => l.Event));
    }

    [Fact]
    public async Task A_camera_that_fails_is_reported_once_and_asked_again_until_it_sees()
    {
        var records = await RunAsync(new PlayedCamera(new WeakFilm { Failures = 4 }, Time), new PictureRing(Time), atLeast: 12);
        Assert.Equal([300, 302], Log.Lines.Select(l => l.Event));
        Assert.Contains("the plug is out", Log.Lines.Last().Text, StringComparison.Ordinal);
        // Nothing is reported of the first five seconds: a camera takes its time to start. Then every second is reported once.
        Assert.Equal(records.Select(r => r.T).Order().Distinct(), records.Select(r => r.T));
        var lost = records.TakeWhile(r => r.Flags.Contains(CameraWorker.NoPictureFlag)).ToList();
        Assert.True(lost.Count >= 4);
        Assert.All(lost, r => Assert.Null(r.Occupied));
        Assert.Equal([("lost", FindingState.Found), ("lost", FindingState.Cleared)], Events.Take(2).Select(e => (e.Kind, e.State)));
        Assert.InRange((Events[0].T - Events[0].Since).TotalSeconds, 5, 7);
        Assert.Equal(Events[0].Since, Events[1].Since);
        Assert.All(records.Skip(lost.Count), r => Assert.DoesNotContain(CameraWorker.NoPictureFlag, r.Flags));
    }

    [Fact]
    public async Task A_picture_whose_size_changes_again_and_again_is_said_and_looked_at_all_the_same()
    {
        var ring = new PictureRing(Time);
        var records = await RunAsync(new PlayedCamera(new ResizedFilm(), Time), ring, atLeast: 12);
        Assert.Equal([300, 303, 303], Log.Lines.Select(l => l.Event).Take(3));
        Assert.StartsWith("resized film: its pictures are now 320 x 240; they are brought to the size of the first, 320 x 180",
            Log.Lines.ElementAt(1).Text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, records.Count).Select(n => records[0].T.AddSeconds(n)), records.Select(r => r.T));
        using var picture = Cv2.ImDecode(ring.Nearest(null)!.Jpeg, ImreadModes.Color);
        Assert.Equal(180 * picture.Width, 320 * picture.Height);
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

using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class SceneBoxTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void People_are_drawn_within_their_boxes_and_fill_them_to_the_edges(int seed)
    {
        var picture = Scene.Load("town", seed).Picture!;
        using var backdrop = Backdrop.Street();
        using var frame = new Mat(Lens.Height, Lens.Width, MatType.CV_8UC3);
        var people = 0;
        for (var seconds = 4.0; seconds < 140; seconds += 3.7)
        {
            picture.Draw(seconds, frame);
            using var drawn = Differences(frame, backdrop);
            var boxes = picture.Boxes(seconds).Select(b => new Rect(b.X, b.Y, b.W, b.H)).ToList();
            people += boxes.Count;
            // A person half out of the picture or before another fills no box.
            foreach (var box in boxes.Where(b => b.Left > 0 && b.Right < Lens.Width && boxes.TrueForAll(o => o == b || !o.IntersectsWith(b))))
            {
                using var part = new Mat(drawn, box);
                var filled = Cv2.BoundingRect(part);
                Assert.True(filled.Width >= box.Width - 6 && filled.Height >= box.Height - 6, $"{seconds}: {box} holds {filled}");
                Assert.InRange((double)Cv2.CountNonZero(part) / (box.Width * box.Height), 0.15, 0.9);
            }
            foreach (var box in boxes)
                Cv2.Rectangle(drawn, Grown(box), Scalar.Black, -1);
            // A rounded limb may reach into the picture's last columns before its owner's box does.
            Cv2.Rectangle(drawn, new Rect(0, 0, Lens.Width, Lens.Height), Scalar.Black, 3);
            Assert.True(Cv2.CountNonZero(drawn) == 0, $"{seconds}: drawn outside every box at {Cv2.BoundingRect(drawn)}");
        }
        Assert.True(people > 50, $"{people} people");
    }

    /// <summary>Where the picture differs from the empty street by more than its sensor's noise.</summary>
    private static Mat Differences(Mat frame, Mat backdrop)
    {
        using var difference = new Mat();
        Cv2.Absdiff(frame, backdrop, difference);
        Cv2.Split(difference, out var channels);
        var most = channels[0];
        Cv2.Max(most, channels[1], most);
        Cv2.Max(most, channels[2], most);
        Cv2.Threshold(most, most, 12, 255, ThresholdTypes.Binary);
        channels[1].Dispose();
        channels[2].Dispose();
        return most;
    }

    /// <summary>Lines are drawn with whole, rounded thickness and round, softened ends: up to 2 pixels over.</summary>
    private static Rect Grown(Rect box) => new(box.X - 2, box.Y - 2, box.Width + 4, box.Height + 4);
}

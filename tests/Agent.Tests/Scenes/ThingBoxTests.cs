using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Agent.Scenes.Effects;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class ThingBoxTests
{
    private static readonly Rect Everything = new(0, 0, Lens.Width, Lens.Height);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Vehicles_and_what_is_left_behind_are_drawn_within_their_boxes_and_fill_them(int seed)
    {
        var (road, place) = (Drawing.Picture("road", seed), new ScenePicture(seed, RoadStory.Score() with { Assemble = _ => new([], []) }));
        using Mat frame = new(Lens.Height, Lens.Width, MatType.CV_8UC3), empty = frame.Clone(), brighter = new(), darker = new(), drawn = new();
        var kinds = new HashSet<string>();
        for (var second = 8.0; second < 760; second += 4.9)
        {
            road.Draw(second, frame);
            place.Draw(second, empty);
            // The noise is the same in both.
            Cv2.Subtract(frame, empty, brighter);
            Cv2.Subtract(empty, frame, darker);
            Cv2.Max(brighter, darker, drawn);
            var things = road.Things(second);
            var boxes = things.Select(t => Drawing.Rect(t.Box)).Concat(road.Boxes(second).Select(Drawing.Rect)).ToList();
            foreach (var (thing, box) in things.Zip(boxes))
                if (box.Left > 130 && box.Right < Lens.Width && boxes.TrueForAll(o => o == box || !o.IntersectsWith(box)))
                {
                    kinds.Add(thing.Kind);
                    var filled = Filled(new Mat(drawn, box));
                    Assert.True(filled.Width >= box.Width - 6 && filled.Height >= box.Height - 6, $"{second}: {thing} holds {filled}");
                }
            foreach (var box in boxes)
                foreach (var side in new[] { brighter, darker })
                    Cv2.Rectangle(side, new Rect(box.X - 3, box.Y - 3, box.Width + 6, box.Height + 6), Scalar.Black, -1);
            Assert.True(Filled(brighter).Height == 0, $"{second}: drawn outside every box at {Filled(brighter)}");
            // Shadows are soft and on the ground.
            Assert.True(Filled(darker, 90).Height == 0, $"{second}: a dark thing outside every box at {Filled(darker, 90)}");
        }
        Assert.Equal(["bag", "box", "bus", "car", "van"], kinds.Order());
    }

    [Fact]
    public void What_the_truth_says_stands_or_lies_there_does_so_for_all_that_time()
    {
        var road = Drawing.Picture("road");
        var events = road.Events(0);
        Assert.Equal(["object-left", "bus-stop", "vehicle-stopped", "object-left", "bus-stop"], events.Select(e => e.Kind));
        foreach (var e in events)
        {
            Assert.Equal(PictureRole.Occurrence, e.Role);
            string[] kinds = e.Kind switch { "object-left" => ["box", "bag"], "bus-stop" => ["bus"], _ => ["car"] };
            var stands = road.Things(e.Start + 1)
                .Where(t => kinds.Contains(t.Kind) && road.Things(e.End - 1).Contains(t) && !road.Things(e.Start - 3).Contains(t)).ToList();
            Assert.Single(stands);
            for (var second = e.Start + 1; second < e.End - 1; second += 3)
                Assert.Contains(stands[0], road.Things(second));
            Assert.DoesNotContain(stands[0], road.Things(e.End + 4));
        }
        Assert.Equal(90, events[2].End - events[2].Start);
        Assert.All(events.Where(e => e.Kind == "bus-stop"), e => Assert.Equal(20, e.End - e.Start));
        Assert.True(events[0].End - events[0].Start >= 11 * 60);
    }

    [Fact]
    public void While_the_view_is_moved_boxes_lie_where_people_are_seen_then()
    {
        using var wide = RoadBackdrop.Draw();
        using var beyond = RoadBackdrop.ToTheRight(wide);
        var score = SabotageStory.Score() with { Effects = [new Moved(121, 135, beyond)] };
        ScenePicture moved = new(1, score), empty = Drawing.Empty(score), rest = new(1, score with { Effects = [] });
        var people = 0;
        for (var second = 122.5; second < 133.5; second += 0.9)
        {
            var boxes = moved.Boxes(second).Select(Drawing.Rect).ToList();
            Assert.Equal(rest.Boxes(second).Select(Drawing.Rect).Select(b => (b - new Point(Moved.Pixels, 0)) & Everything).Where(b => b.Width > 0), boxes);
            using Mat frame = moved.At(second), without = empty.At(second), brighter = new(), drawn = new();
            Cv2.Subtract(frame, without, brighter);
            Cv2.Absdiff(frame, without, drawn);
            foreach (var box in boxes)
            {
                people++;
                Assert.True(Filled(new Mat(drawn, box)).Height > box.Height / 4, $"{second}: nobody in {box}");
                Cv2.Rectangle(brighter, new Rect(box.X - 3, box.Y - 3, box.Width + 6, box.Height + 6), Scalar.Black, -1);
            }
            Assert.True(Filled(brighter).Height == 0, $"{second}: somebody outside every box at {Filled(brighter)}");
        }
        Assert.InRange(people, 5, 12);
    }

    private static Rect Filled(Mat difference, double over = 12)
    {
        using Mat mask = new(), grey = new();
        Cv2.CvtColor(difference, grey, ColorConversionCodes.BGR2GRAY);
        Cv2.Threshold(grey, mask, over, 255, ThresholdTypes.Binary);
        return Cv2.BoundingRect(mask);
    }
}

using OpenCvSharp;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>What the product's detector makes of <c>road</c>.</summary>
public class RoadTests(ITestOutputHelper output)
{
    private readonly ScenePicture road = Drawing.Picture("road");

    [Theory]
    [InlineData(5, 45)]
    [InlineData(188, 250)]
    public void People_on_the_road_are_seen_and_nothing_where_nobody_and_nothing_is(double from, double to)
    {
        var seen = Watching.Watch(road, from, to);
        var people = Watching.Recall(seen, s => road.Boxes(s).Select(b => (b.Id, Drawing.Rect(b))));
        var things = Watching.Recall(seen, s => road.Things(s).Select(t => ($"{t.Kind} {t.Box.Id}", Drawing.Rect(t.Box))));
        output.WriteLine($"people {Watching.InWords(people)}; things {Watching.InWords(things)}");
        Assert.All(people.Values, p => Assert.True(p > 0.6, Watching.InWords(people)));
        Assert.True(people.Values.Average() > 0.9, Watching.InWords(people));
        var nowhere = seen.SelectMany(s => s.Regions.Where(r => !Boxes(s.Second).Any(b => b.IntersectsWith(r))).Select(r => $"{s.Second:0.0}: {r}")).ToList();
        output.WriteLine($"{nowhere.Count} regions where nobody is: {string.Join("; ", nowhere.Take(30))}");
        Assert.Empty(nowhere);
    }

    /// <summary>One stands for a while and people pass before it; one is hardly another colour than the road.</summary>
    [Theory]
    [InlineData(2, 193, 245, 0.95)]
    [InlineData(3, 146, 155, 0.8)]
    public void A_car_is_seen_while_people_pass_before_it_and_on_a_road_of_its_own_colour(int seed, double from, double to, double least)
    {
        var picture = Drawing.Picture("road", seed);
        var seen = Watching.Recall(
            Watching.Watch(picture, from, to), s => picture.Things(s).Where(t => t.Kind == "car").Select(t => (t.Box.Id, Drawing.Rect(t.Box))));
        Assert.True(seen.Values.Max() >= least && seen.Values.Average() > 0.8, Watching.InWords(seen));
    }

    /// <summary>The track that it came with must not stay with it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_box_that_somebody_puts_down_and_leaves_is_no_motion(int seed)
    {
        const double Left = 60, BringerIsGone = 68, NextCar = 75;
        var picture = Drawing.Picture("road", seed);
        foreach (var (second, regions) in Watching.Watch(picture, Left - 10, NextCar).Where(s => s.Second > BringerIsGone))
        {
            var box = Drawing.Rect(picture.Things(second).First(t => t.Kind == "box").Box);
            Assert.DoesNotContain(regions, r => r.Contains(box.Location + new Point(box.Width / 2, box.Height / 2)));
        }
    }

    /// <summary>A shadow falls up to a third of its thing's size beside it.</summary>
    private IEnumerable<Rect> Boxes(double second) =>
        road.Boxes(second).Concat(road.Things(second).Select(t => t.Box)).Select(b => new Rect(b.X - b.W / 3, b.Y - b.H / 3, b.W * 5 / 3, b.H * 5 / 3));
}

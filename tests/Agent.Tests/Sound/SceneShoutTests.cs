using Solutions.Edge.Acoustics.Features;

namespace Solutions.Edge.Agent.Tests.Sound;

public class SceneShoutTests
{
    private const double ShortestBurst = 0.3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_towns_six_shouts_are_found_where_they_are_and_no_others(int seed)
    {
        var seconds = Listening.Measure(Listening.Render("town", seed, 150));
        var detector = new ShoutDetector();
        var found = new List<(double At, Shout Shout)>();
        for (var n = 0; n < seconds.Count; n++)
            found.AddRange(detector.Add(seconds[n]).Select(s => (n + 1 - s.BeforeEnd.TotalSeconds, s)));

        double[] starts = [34.7, 36.3, 38.1, 46.1, 51.2, 57.0], lengths = [0.8, 0.9, 0.8, 0.9, 0.8, 1.0];
        Assert.Equal(starts.Length, found.Count);
        for (var i = 0; i < starts.Length; i++)
        {
            Assert.InRange(found[i].At, starts[i] - 0.05, starts[i] + 0.25);
            Assert.InRange(found[i].Shout.Seconds, ShortestBurst, lengths[i] + 0.1);
            Assert.InRange(found[i].Shout.Rise, ShoutDetector.LeastRiseDb, 23);
            Assert.True(found[i].Shout.Share > 0.5);
        }
    }

    [Fact]
    public void A_clank_at_the_gate_is_no_shout()
    {
        var detector = new ShoutDetector();
        Assert.All(Listening.Measure(Listening.Render("alley", 1, 90)), second => Assert.Empty(detector.Add(second)));
    }

    [Fact]
    public void After_a_gap_nothing_of_before_is_a_reference()
    {
        var detector = new ShoutDetector();
        var seconds = Listening.Measure(Listening.Render("town", 1, 36));
        foreach (var second in seconds.Take(34))
            detector.Add(second);
        detector.Clear();
        Assert.Empty(seconds.Skip(34).SelectMany(detector.Add));
    }
}

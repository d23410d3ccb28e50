using System.Numerics;
using Solutions.Edge.Agent.Gate.Shocks;

namespace Solutions.Edge.Agent.Tests.Gate.Shocks;

public class ShockPeaksTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    /// <summary>Gravity on an axis that is not upright.</summary>
    private static readonly Vector3 Rest = new(0.6f, 0, 0.8f);

    private readonly ShockPeaks peaks = new(1);
    private readonly List<(int Sample, double G)> found = [];
    private int sample;

    public ShockPeaksTests() => Feel(Enumerable.Repeat(0.0, 400));

    [Fact]
    public void A_gate_at_rest_has_no_shock_whichever_way_its_sensor_is_turned()
    {
        Feel(Enumerable.Range(0, 4000).Select(n => n % 2 * 0.1));
        Assert.Empty(found);
        Assert.Null(peaks.TakeWeak());
    }

    [Fact]
    public void A_blow_is_one_shock_at_its_peak_however_it_rings()
    {
        Feel([0.4, 2, 4, -3.5, 3, -2.6, 2.1, -1.5, 1.2, 0.9, -0.6, .. Enumerable.Repeat(0.0, 100)]);
        Assert.Equal([(402, 4.0)], found);
    }

    [Fact]
    public void A_peak_of_the_same_shock_is_reported_again_only_if_it_is_greater()
    {
        Feel([2, 0.5, 1.8, 0.5, 5, 0.5, 4, 0.1]);
        Assert.Equal([(400, 2.0), (404, 5.0)], found);
    }

    [Fact]
    public void A_blow_after_a_lull_is_a_shock_of_its_own()
    {
        Feel([5, .. Enumerable.Repeat(0.0, 81), 2, .. Enumerable.Repeat(0.0, 80), 1.5, 0]);
        Assert.Equal([(400, 5.0), (482, 2.0)], found);
    }

    [Fact]
    public void A_gate_that_is_shaken_on_and_on_is_reported_every_second()
    {
        Feel(Enumerable.Range(0, 4000).Select(n => n % 8 == 0 ? n % 16 == 0 ? 3.0 : -3.0 : 0));
        Assert.InRange(found.Count, 10, 40);
    }

    [Fact]
    public void A_weak_shock_is_kept_until_it_is_taken_and_a_touch_is_none()
    {
        Feel([0.5, 0.9, 0.2, .. Enumerable.Repeat(0.0, 100)]);
        Assert.Equal(0.9, peaks.TakeWeak()!.Value, 0.01);
        Feel([0.29]);
        Assert.Null(peaks.TakeWeak());
        Assert.Empty(found);
    }

    [Fact]
    public void What_rings_after_a_shock_is_no_weak_one()
    {
        Feel([6, 0.9, -0.8, .. Enumerable.Repeat(0.0, 200)]);
        Assert.Null(peaks.TakeWeak());
    }

    private void Feel(IEnumerable<double> shocks)
    {
        foreach (var g in shocks)
        {
            if (peaks.Add(Rest + new Vector3(0, (float)g, 0), Start.AddSeconds(sample++ / 400.0)) is { } peak)
                found.Add(((int)Math.Round((peak.At - Start).TotalSeconds * 400), Math.Round(peak.G, 1)));
        }
    }
}

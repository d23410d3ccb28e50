using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class OnsetTests
{
    [Fact]
    public void An_even_rise_has_the_prominence_of_its_slope_and_height()
    {
        // 20 dB in 0.1 s: P = 3 lg 200 + 2 lg 20.
        double[] laf = [50, 50, 50, .. Enumerable.Range(1, 10).Select(i => 50 + 2.0 * i), 70, 69];
        Assert.Equal(3 * Math.Log10(200) + 2 * Math.Log10(20), Onset.Prominence(laf, 6, 0.01), 1e-9);
    }

    [Fact]
    public void Ten_decibels_a_second_are_no_onset_and_more_are()
    {
        Assert.Equal(0, Onset.Prominence([50, 50.09, 50.18], 1, 0.01));
        Assert.True(Onset.Prominence([50, 50.15, 50.3], 1, 0.01) > 0);
    }
}

using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class PeakBoundaryTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(4000)]
    [InlineData(8000)]
    public void The_peak_of_a_loud_second_stays_in_it_wherever_it_ends(double hertz)
    {
        // What the C weighting itself rings on with into the quiet second, at every sample: no interpolation may add to it.
        for (var end = Rate - 40; end <= Rate; end++)
        {
            var sound = Burst(hertz, (end - 24_000) / (double)Rate, 24_000, 2 * Rate);
            var seconds = Measure(sound);
            Assert.InRange(seconds[0].LCpeak!.Value, 96.5 - (hertz > 4000 ? 3 : 1), 99);
            Assert.InRange(seconds[1].LCpeak!.Value - Ringing(sound), -0.01, 1.5);
        }
    }

    [Fact]
    public void A_peak_between_the_last_samples_of_a_second_is_interpolated_by_those_there_are()
    {
        // 8 kHz sampled 60 degrees apart: without interpolation a phase of 30 degrees reads 1.25 dB low.
        var sound = Burst(8000, 0.9999, 0, 2 * Rate);
        var quiet = Burst(8000, 20.0 / Rate, Rate - 20, 2 * Rate);
        Assert.Equal(Measure(sound)[0].LCpeak!.Value, Measure(quiet)[0].LCpeak!.Value, 1.0);
    }

    /// <summary>The greatest C-weighted sample of the second second, in dB, out of a meter without anything before its peak detector.</summary>
    private static double Ringing(float[] sound)
    {
        var filter = new Solutions.Edge.Acoustics.WeightingFilter(Rate);
        double[] z = [.. sound.Select(p => (double)p)], a = new double[z.Length], c = new double[z.Length];
        var direct = new Solutions.Edge.Acoustics.DirectCurrent(Rate, sound.Length);
        direct.Remove(sound, [], z);
        filter.Process(z, a, c);
        return 20 * Math.Log10(c.Skip(Rate).Max(Math.Abs) / Solutions.Edge.Acoustics.Energy.ReferencePascal);
    }
}

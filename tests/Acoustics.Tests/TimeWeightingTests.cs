using Solutions.Edge.Acoustics;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics;

public class TimeWeightingTests
{
    /// <summary>IEC 61672-1:2013, Table 4: 4 kHz tonebursts, F maximum and sound exposure level re the steady tone.</summary>
    [Theory]
    [InlineData(1000, 0.0, 0.0)]
    [InlineData(500, -0.1, -3.0)]
    [InlineData(200, -1.0, -7.0)]
    [InlineData(50, -4.8, -13.0)]
    [InlineData(10, -11.1, -20.0)]
    [InlineData(2, -18.0, -27.0)]
    [InlineData(0.5, -24.0, -33.0)]
    public void A_toneburst_reads_on_F_and_in_energy_as_in_Table_4(double milliseconds, double fast, double exposure)
    {
        var steady = Measure(Sine(4000, 8 * Rate))[^1].LAeq!.Value;
        // The A network itself takes 0.1 dB from a burst of two cycles: its spectrum is wide.
        var tolerance = milliseconds < 1 ? 0.15 : 0.1;
        foreach (var start in new[] { 0, 1_111, 6_000 })
        {
            var burst = Measure(Burst(4000, milliseconds / 1000, start, 2 * Rate));
            Assert.Equal(fast, burst.Max(s => s.LAFmax!.Value) - steady, tolerance);
            Assert.Equal(exposure, Energy.SumDb(burst.Select(s => s.LAeq!.Value))!.Value - steady, tolerance);
        }
    }

    [Theory]
    [InlineData(1000, -2.0)]
    [InlineData(200, -7.4)]
    [InlineData(20, -17.0)]
    public void A_toneburst_reads_on_S_as_in_Table_4(double milliseconds, double slow)
    {
        var steady = Measure(Sine(4000, 8 * Rate))[^1].LASmax!.Value;
        var burst = Measure(Burst(4000, milliseconds / 1000, 0, 2 * Rate));
        Assert.Equal(slow, burst.Max(s => s.LASmax!.Value) - steady, 0.1);
    }

    [Fact]
    public void F_falls_by_34_point_7_dB_a_second()
    {
        var seconds = Measure(Burst(1000, 1.2, 0, 2 * Rate));
        var trace = seconds[1].Steps.LafDb;
        Assert.Equal(100, trace.Count);
        Assert.Equal(34.7, (trace[30] - trace[80]) * 2, 0.1);
        Assert.Equal(TimeWeighting.FastDecayDbPerSecond, (trace[30] - trace[80]) * 2, 0.01);
    }
}

using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Setup;

namespace Solutions.Edge.Agent.Tests.Setup;

public class AudioSummaryTests
{
    private readonly AudioSummary summary = new();

    [Fact]
    public void Percentiles_are_of_the_share_of_time_that_a_level_is_exceeded()
    {
        var meter = new SoundLevelMeter();
        foreach (var level in new[] { 60, 60, 60, 60, 60, 60, 60, 60, 80, 80 })
        {
            meter.Add(Recording.Tone(1, level));
            summary.Add(meter.EndSecond());
        }
        Assert.Equal(80, summary.Exceeded(1)!.Value, 0.1);
        Assert.Equal(80, summary.Exceeded(10)!.Value, 0.1);
        Assert.Equal(60, summary.Exceeded(50)!.Value, 0.1);
        Assert.Equal(60, summary.Exceeded(90)!.Value, 0.1);
        Assert.Equal(Energy.LevelDb((8e6 + 2e8) / 10), summary.LAeq!.Value, 0.01);
    }

    [Fact]
    public void A_flag_of_one_second_holds_for_the_whole()
    {
        foreach (var flags in new string[][] { [], [SecondLevels.Overload], [SecondLevels.UnderRange, SecondLevels.Overload], [] })
            summary.Add(Second(60, flags));
        Assert.Equal([SecondLevels.Overload, SecondLevels.UnderRange], summary.Flags);
        Assert.Equal(60, summary.LAeq!.Value, 1e-9);
    }

    [Fact]
    public void The_greatest_second_gives_the_greatest_levels()
    {
        foreach (var level in new[] { 60, 75, 50 })
            summary.Add(Second(level, []));
        Assert.Equal((75, 78), (summary.LAFmax, summary.LCpeak));
    }

    [Fact]
    public void Without_any_signal_nothing_is_known()
    {
        summary.Add(new SecondLevels { Bands = [], Steps = StepTrace.Empty, Samples = 48_000, SampleRate = 48_000, Flags = [SecondLevels.NoSignal] });
        Assert.Equal((null, null, null, null, 0), (summary.LAeq, summary.LAE, summary.LAFmax, summary.Exceeded(50), summary.CapturePercent));
    }

    private static SecondLevels Second(double level, string[] flags) => new()
    {
        LAeq = level,
        LCeq = level,
        LAFmax = level,
        LCpeak = level + 3,
        Bands = new double?[ThirdOctave.Count],
        Steps = StepTrace.Empty,
        Samples = 48_000,
        SampleRate = 48_000,
        Flags = flags,
    };
}

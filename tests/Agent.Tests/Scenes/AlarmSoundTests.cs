using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class AlarmSoundTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_bell_box_sweeps_seven_times_a_second_between_1_6_and_3_2_kHz(int seed)
    {
        var track = Modulation.FrequencyTrack(Solo.Loop(LoopKind.SweptAlarm, seed));
        Assert.All(track, hertz => Assert.InRange(hertz, 1500, 3300));
        Assert.InRange(track.Max() / track.Min(), 1.5, 2.1);
        Assert.Equal(6.96, Modulation.Rate(track, Modulation.TrackRate, 0.5, 20), 0.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Another_gives_two_tones_in_turn_four_times_a_second(int seed)
    {
        var track = Modulation.FrequencyTrack(Solo.Loop(LoopKind.TwoToneAlarm, seed));
        var between = (track.Max() + track.Min()) / 2;
        var (low, high) = (track.Where(f => f < between).Order().ToList(), track.Where(f => f > between).Order().ToList());
        Assert.InRange(low[low.Count / 2], 1700, 2200);
        Assert.InRange(high[high.Count / 2] / low[low.Count / 2], 1.15, 1.4);
        Assert.Equal(0.5, (double)low.Count / track.Length, 0.08);
        Assert.Equal(4.03, Modulation.Rate(track, Modulation.TrackRate, 0.5, 20), 0.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_car_plays_three_patterns_between_1_and_4_kHz(int seed)
    {
        var track = Modulation.FrequencyTrack(Solo.Loop(LoopKind.CarAlarm, seed));
        Assert.All(track.Where(f => f > 0), hertz => Assert.InRange(hertz, 900, 4100));
        var rates = Enumerable.Range(0, 3)
            .Select(i => Modulation.Rate(track[(i * track.Length / 3)..((i + 1) * track.Length / 3)], Modulation.TrackRate, 0.5, 20)).Order().ToList();
        Assert.True(rates[1] - rates[0] > 0.5 && rates[2] - rates[1] > 0.5, $"{string.Join(", ", rates)} changes a second");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_reversing_lorry_beeps_once_a_second_always_at_one_frequency(int seed)
    {
        var track = Modulation.FrequencyTrack(Solo.Loop(LoopKind.ReversingBeeper, seed));
        var on = track.Where(f => f > 0).ToList();
        Assert.Equal(0.5, (double)on.Count / track.Length, 0.05);
        Assert.True(on.Max() / on.Min() < 1.05, $"{on.Min()} to {on.Max()} Hz");
        Assert.InRange(on[0], 1050, 1350);
        Assert.Equal(1, Modulation.Rate(track, Modulation.TrackRate, 0.5, 20), 0.1);
    }

    [Theory]
    [InlineData(nameof(LoopKind.SweptAlarm))]
    [InlineData(nameof(LoopKind.TwoToneAlarm))]
    [InlineData(nameof(LoopKind.CarAlarm))]
    [InlineData(nameof(LoopKind.ReversingBeeper))]
    [InlineData(nameof(LoopKind.BassMusic))]
    public void A_loop_has_no_seam(string kind)
    {
        var loop = Solo.Loop(Enum.Parse<LoopKind>(kind), 1);
        // Where a loop begins anew it changes no faster than elsewhere: a wrong phase would jump by up to twice the amplitude.
        var steepest = Enumerable.Range(1, loop.Length - 1).Max(n => Math.Abs(loop[n] - loop[n - 1]));
        Assert.True(Math.Abs(loop[0] - loop[^1]) <= steepest, $"a step of {loop[0] - loop[^1]} Pa at the seam, {steepest} Pa elsewhere");
    }
}

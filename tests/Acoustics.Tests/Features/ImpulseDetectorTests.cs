using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class ImpulseDetectorTests
{
    private const double Before = 50;

    [Theory]
    [InlineData(19, false)]
    [InlineData(21, true)]
    [InlineData(30, true)]
    public void A_sound_that_rises_by_twenty_decibels_at_once_is_an_impulse_and_one_of_nineteen_is_not(double rise, bool found)
    {
        var impulses = Detect(Knock(rise, 0));
        Assert.Equal(found ? 1 : 0, impulses.Count);
        foreach (var (at, impulse) in impulses)
        {
            Assert.Equal(5.2, at, 0.02);
            Assert.Equal(rise, impulse.Rise, 0.3);
            Assert.InRange(impulse.RiseSeconds, 0.01, 0.03);
            Assert.Equal(0.1, impulse.Seconds, 0.03);
            // F gains 2.6 dB too little in 0.1 s.
            Assert.Equal(Before + rise - 2.6, impulse.LAFmax, 0.4);
        }
    }

    [Theory]
    [InlineData(0.04, true)]
    [InlineData(0.08, false)]
    [InlineData(0.3, false)]
    public void Twenty_decibels_must_come_within_fifty_milliseconds(double rampSeconds, bool found)
    {
        var impulses = Detect(Knock(24, rampSeconds));
        Assert.Equal(found ? 1 : 0, impulses.Count);
        Assert.All(impulses, i => Assert.InRange(i.Impulse.RiseSeconds, 0.03, ImpulseDetector.MostRiseSeconds));
    }

    [Theory]
    [InlineData(0.15, 1)]
    [InlineData(0.25, 1)]
    [InlineData(0.4, 2)]
    [InlineData(3, 2)]
    public void Of_two_bangs_more_than_three_tenths_of_a_second_apart_both_count(double apartSeconds, int count)
    {
        var bang = Bang(Sounds.Pink(9, 0.4), 0.05).AtLAeq(80);
        Assert.Equal(count, Detect(Sounds.Pink(1, 12).AtLAeq(Before).With(5, bang).With(5 + apartSeconds, bang)).Count);
    }

    [Fact]
    public void The_echoes_of_a_bang_are_part_of_it()
    {
        var bang = Bang(Sounds.Pink(9, 1), 0.02).AtLAeq(85);
        var (at, impulse) = Assert.Single(Detect(Sounds.Pink(1, 10).AtLAeq(Before).With(5, bang).With(5.09, Softer(bang, 4)).With(5.19, Softer(bang, 8))));
        Assert.Equal(5, at, 0.02);
        Assert.InRange(impulse.Seconds, 0.19, 0.35);
    }

    [Fact]
    public void Glass_has_its_energy_over_four_kilohertz_and_a_thud_has_not()
    {
        var street = Sounds.Pink(1, 10).AtLAeq(Before);
        var glass = Bang(Sounds.Tone(0.5, _ => 6300).With(0, Sounds.Tone(0.5, _ => 8100))
            .With(0.03, Sounds.Tone(0.4, _ => 11_200)).With(0, Sounds.Pink(5, 0.5)), 0.06).AtLAeq(80);
        var thud = Bang(Sounds.Tone(0.5, _ => 160).With(0, Sounds.Tone(0.5, _ => 410)), 0.06).AtLAeq(80);
        var (_, found) = Assert.Single(Detect(street.With(5, glass)));
        Assert.InRange(found.HighShare!.Value, 0.5, 1);
        (_, found) = Assert.Single(Detect(street.With(5, thud)));
        Assert.InRange(found.HighShare!.Value, 0, 0.1);
        Assert.InRange(found.VoiceShare, 0, 0.6);
    }

    [Fact]
    public void A_sound_that_begins_and_stays_is_no_impulse() => Assert.Empty(Detect(Sounds.Pink(1, 12).AtLAeq(Before).With(5, Sounds.Pink(2, 5).AtLAeq(80))));

    [Fact]
    public void Applause_and_hammering_are_their_own_background()
    {
        var random = new Random(7);
        var blow = Bang(Sounds.Pink(9, 0.3), 0.03).AtLAeq(78);
        Assert.InRange(Detect(Blows([.. Enumerable.Range(0, 200).Select(i => 5 + 0.1 * i)])).Count, 0, 1);
        Assert.InRange(Detect(Blows([.. Enumerable.Range(0, 90).Select(i => 5 + 0.22 * i)])).Count, 1, 8);
        Assert.InRange(Detect(Blows([.. Enumerable.Range(0, 600).Select(_ => 5 + 20 * random.NextDouble())])).Count, 0, 2);

        float[] Blows(double[] times)
        {
            var sound = Sounds.Pink(1, 25).AtLAeq(Before);
            foreach (var time in times)
                sound.Lay(time, blow);
            return sound;
        }
    }

    [Fact]
    public void Steady_noise_and_slow_swells_hold_none()
    {
        var swell = Sounds.Tone(30, _ => 700, t => Math.Pow(10, 1.5 * Math.Sin(Math.PI * t) - 1));
        Assert.Empty(Detect(Sounds.Pink(3, 120).AtLAeq(60)));
        Assert.Empty(Detect(Sounds.White(4, 120).AtLAeq(40)));
        Assert.Empty(Detect(Sounds.Pink(5, 30).AtLAeq(40).With(0, swell.AtLAeq(70))));
    }

    [Fact]
    public void After_a_gap_it_takes_a_second_to_know_what_was_before()
    {
        var seconds = Signal.Measure(Knock(30, 0));
        var detector = new ImpulseDetector();
        foreach (var second in seconds.Take(5))
            detector.Add(second);
        detector.Clear();
        Assert.Empty(seconds.Skip(5).SelectMany(detector.Add));
    }

    [Fact]
    public void A_sample_rate_that_hides_the_high_bands_leaves_their_share_unknown()
    {
        var detector = new ImpulseDetector();
        var found = Signal.Measure(Knock(30, 0)).SelectMany(s => detector.Add(s with { Flags = [SecondLevels.BandLimited] })).ToList();
        Assert.Null(Assert.Single(found).HighShare);
    }

    /// <summary>A tone of 1 kHz that rises after 5.2 s, evenly in decibels, stays for 0.1 s and falls back.</summary>
    private static float[] Knock(double rise, double rampSeconds)
    {
        var at = 5.2;
        return Sounds.Tone(9, _ => 1000, t => Math.Sqrt(2) * Energy.ReferencePascal * Math.Pow(10, (Before + (t < at ? 0
            : t < at + rampSeconds ? rise * (t - at) / rampSeconds : t < at + rampSeconds + 0.1 ? rise : 0)) / 20));
    }

    /// <summary>The sound dying away by e in a time; the rest of its second is silent.</summary>
    private static float[] Bang(float[] sound, double decaySeconds) =>
        [.. Enumerable.Range(0, Signal.Rate).Select(n => n < sound.Length ? (float)(sound[n] * Math.Exp(-n / (decaySeconds * Signal.Rate))) : 0)];

    private static float[] Softer(float[] sound, double db) => [.. sound.Select(p => (float)(p * Math.Pow(10, -db / 20)))];

    private static List<(double At, Impulse Impulse)> Detect(float[] sound)
    {
        var detector = new ImpulseDetector();
        return [.. Signal.Measure(sound).SelectMany((s, i) => detector.Add(s).Select(f => (i + 1 - f.BeforeEnd.TotalSeconds, f)))];
    }
}

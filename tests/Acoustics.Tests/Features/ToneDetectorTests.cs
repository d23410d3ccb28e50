using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class ToneDetectorTests
{
    private const int Band = 23; // 2 kHz
    private const double AlmostADay = 86_340;

    [Fact]
    public void A_tone_is_reported_after_ten_seconds_every_minute_and_at_its_end()
    {
        var reports = Detect([.. Quiet(20), .. Tonal(150, 15), .. Quiet(20)]);
        Assert.Equal([(30, 10, true), (90, 70, true), (150, 130, true), (170, 150, false)], reports.Select(t => (t.At, t.Tone.Seconds, t.Tone.GoesOn)));
        Assert.All(reports, t => Assert.Equal((Band, 55, 15), (t.Tone.Index, Math.Round(t.Tone.BandDb, 6), Math.Round(t.Tone.ExcessDb, 6))));
    }

    [Fact]
    public void One_that_is_away_for_five_seconds_is_the_same_and_for_six_another()
    {
        Assert.Equal([10d, 45, 10, 20], Detect([.. Tonal(20), .. Quiet(5), .. Tonal(20), .. Quiet(6), .. Tonal(20), .. Quiet(6)]).Select(t => t.Tone.Seconds));
    }

    [Fact]
    public void Nine_seconds_of_a_tone_again_and_again_are_none() =>
        Assert.Empty(Detect([.. Enumerable.Range(0, 20).SelectMany(_ => Tonal(9).Append(Levels(0)))]));

    [Fact]
    public void A_loud_whistle_that_fills_the_mean_for_ten_seconds_is_none() => Assert.Empty(Detect([.. Quiet(20), .. Tonal(2, 45), .. Quiet(20)]));

    [Fact]
    public void A_weak_tone_of_single_seconds_that_the_mean_does_not_bear_out_is_none()
    {
        // Tonal in every second, but the band below it was as loud in the seconds just before.
        var seconds = Enumerable.Range(0, 30).Select(i => i % 10 == 0 ? Levels(0, below: 30) : Levels(12));
        Assert.Empty(Detect([.. seconds]));
    }

    [Fact]
    public void Seconds_without_a_signal_are_a_pause_and_a_gap_is_an_end_without_a_report()
    {
        Assert.Equal([true, false], Detect([.. Tonal(15), .. Enumerable.Repeat(NoSignal(), 4), .. Tonal(15), .. Quiet(6)]).Select(t => t.Tone.GoesOn));
        var detector = new ToneDetector();
        Assert.Single(Tonal(15).SelectMany(detector.Add));
        detector.Clear();
        Assert.Empty(Quiet(20).SelectMany(detector.Add));
    }

    [Fact]
    public void A_day_of_a_tone_is_reported_as_over_and_goes_on_as_another()
    {
        var detector = new ToneDetector();
        var reports = Enumerable.Repeat(Levels(12), 86_500).SelectMany(detector.Add).ToList();
        var over = Assert.Single(reports, t => !t.GoesOn);
        Assert.Equal(AlmostADay, over.Seconds);
        Assert.Equal(10, reports[reports.IndexOf(over) + 1].Seconds);
    }

    [Fact]
    public void Noise_holds_no_tone_for_ten_minutes()
    {
        var detector = new ToneDetector();
        Assert.Empty(Signal.Measure(Sounds.Pink(2, 600)).SelectMany(detector.Add));
    }

    private static IEnumerable<SecondLevels> Tonal(int count, double excess = 12) => Enumerable.Repeat(Levels(excess), count);

    private static IEnumerable<SecondLevels> Quiet(int count) => Enumerable.Repeat(Levels(0), count);

    private static SecondLevels Levels(double excess, double below = 0)
    {
        var bands = new double?[ThirdOctave.Count];
        Array.Fill(bands, 40);
        bands[Band] = 40 + excess;
        bands[Band - 1] = 40 + below;
        return Template with { Bands = bands };
    }

    private static SecondLevels NoSignal() => Signal.Measure(new float[Signal.Rate])[0];

    /// <summary>Steps only the meter can make.</summary>
    private static readonly SecondLevels Template = Signal.Measure(Sounds.White(1, 1))[0];

    private static List<(int At, Tone Tone)> Detect(IReadOnlyList<SecondLevels> seconds)
    {
        var detector = new ToneDetector();
        return [.. seconds.SelectMany((s, i) => detector.Add(s).Select(t => ((int)(i + 1 - t.BeforeEnd.TotalSeconds), t)))];
    }
}

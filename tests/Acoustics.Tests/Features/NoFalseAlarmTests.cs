using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

/// <summary>What is no alarm, though it has something of one.</summary>
public class NoFalseAlarmTests
{
    private const int Rate = Signal.Rate;

    [Fact]
    public void Ten_minutes_of_noise_white_or_pink()
    {
        Assert.Empty(Detect(Sounds.White(1, 600)));
        Assert.Empty(Detect(Sounds.Pink(2, 600)));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2239)] // between two bands
    [InlineData(3150)]
    public void A_steady_tone(double hertz) => Assert.Empty(Detect(Sounds.Pink(3, 30).AtLAeq(50).With(0, Sounds.Tone(30, _ => hertz).AtLAeq(70))));

    [Fact]
    public void A_tone_with_a_little_vibrato() => Assert.Empty(Detect(
        Sounds.Tone(30, t => 2000 * (1 + 0.01 * Math.Sin(2 * Math.PI * 6 * t)), t => 1 + 0.2 * Math.Sin(2 * Math.PI * 6 * t)).AtLAeq(70)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_melody_whistled_without_accompaniment(int seed)
    {
        var random = new Random(seed);
        var notes = Enumerable.Range(0, 200).Select(_ => 1000 * Math.Pow(2, random.Next(0, 20) / 12.0)).ToArray();
        var lengths = Enumerable.Range(0, 200).Select(_ => 0.15 + 0.15 * random.Next(0, 4)).ToArray();
        var ends = lengths.Select((_, i) => lengths.Take(i + 1).Sum()).ToArray();
        Assert.Empty(Detect(Sounds.Tone(40, t => notes[Array.FindIndex(ends, e => e > t)]).AtLAeq(70)));
    }

    /// <summary>A beat of 120 a minute, a bass, chords and a lead that runs through the same four notes.</summary>
    [Fact]
    public void Music_with_a_lead_that_repeats_itself()
    {
        double[] lead = [1047, 1319, 1568, 1319], chord = [262, 330, 392, 523];
        var music = Sounds.Tone(40, t => lead[(int)(4 * t) % 4], t => Math.Exp(-8 * (t % 0.25))).AtLAeq(62)
            .With(0, Sounds.Tone(40, _ => 65, t => Math.Exp(-4 * (t % 0.5))).AtLAeq(55));
        foreach (var hertz in chord)
            music.Lay(0, Sounds.Tone(40, _ => hertz).AtLAeq(57));
        var beat = Sounds.White(4, 40);
        for (var n = 0; n < beat.Length; n++)
            beat[n] *= (float)Math.Exp(-30 * ((double)n / Rate % 0.5));
        Assert.Empty(Detect(music.With(0, beat.AtLAeq(60))));
    }

    /// <summary>Two notes in turn for two seconds, then a rest, as a great tit sings.</summary>
    [Fact]
    public void A_birds_call_in_phrases() => Assert.Empty(Detect(Sounds.Pink(5, 60).AtLAeq(40)
        .With(0, Sounds.Tone(60, t => t * 3 % 1 < 0.5 ? 3600 : 2900, t => t % 4.5 < 2 && t * 6 % 1 < 0.7 ? 1 : 0).AtLAeq(60))));

    [Fact]
    public void Three_beeps_of_a_lorry() => Assert.Empty(Detect(Sounds.Pink(6, 20).AtLAeq(50).With(5, Sounds.Pulsed(3, 1250, 1).AtLAeq(75))));

    private static List<AlarmTone> Detect(float[] sound)
    {
        var detector = new AlarmToneDetector();
        return [.. Signal.Measure(sound).Select(detector.Add).OfType<AlarmTone>()];
    }
}

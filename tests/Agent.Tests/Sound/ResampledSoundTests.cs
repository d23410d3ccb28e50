using System.Globalization;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound;

namespace Solutions.Edge.Agent.Tests.Sound;

/// <summary>What the interpolator makes of a tone: how far its level is off, and what else there is, both against the best-fitting sine.</summary>
public class ResampledSoundTests
{
    private const int Seconds = 4;

    /// <summary>3.5 kHz is 0.875 of half of 8 kHz: there the interpolator reaches 0.002 dB and -80 dB.</summary>
    [Theory]
    [InlineData(8_000, 0.002, -80, new[] { 100.0, 1_000, 3_500 })]
    [InlineData(22_050, 0.001, -81, new[] { 100.0, 1_000, 4_000, 10_000 })]
    [InlineData(44_100, 0.001, -81, new[] { 100.0, 1_000, 4_000, 10_000, 16_000 })]
    [InlineData(88_200, 0.001, -81, new[] { 100.0, 1_000, 4_000, 10_000, 16_000, 20_000 })]
    [InlineData(96_000, 0.001, -81, new[] { 100.0, 1_000, 4_000, 10_000, 16_000, 20_000 })]
    [InlineData(192_000, 0.001, -81, new[] { 100.0, 1_000, 4_000, 10_000, 16_000, 20_000 })]
    public void A_tone_keeps_its_level_and_nothing_is_added(int rate, double levelDb, double restDb, double[] hertz)
    {
        List<string> wrong = [];
        foreach (var f in hertz)
        {
            var (level, rest) = Fit(f, Resample(rate, f));
            if (Math.Abs(level) > levelDb || rest > restDb)
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{f} Hz from {rate} Hz: level {level:0.00000} dB, rest {rest:0.0} dB"));
        }
        Assert.Equal([], wrong);
    }

    /// <summary>The third of four seconds: the offset's filter has come to rest.</summary>
    private static float[] Resample(int rate, double hertz)
    {
        using var sound = new ResampledSound(new ToneFile(rate, hertz), MeasuringRange.Unlimited);
        var made = new float[Seconds * SoundLevelMeter.SampleRate];
        Assert.Equal(made.Length, sound.Read(made));
        Assert.Equal(0, sound.Read(new float[1]));
        return made[(2 * SoundLevelMeter.SampleRate)..^SoundLevelMeter.SampleRate];
    }

    /// <summary>A whole number of cycles: sine and cosine are perpendicular.</summary>
    private static (double LevelDb, double RestDb) Fit(double hertz, float[] sound)
    {
        var (s, c, squares) = (0d, 0d, 0d);
        for (var n = 0; n < sound.Length; n++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * hertz * n / SoundLevelMeter.SampleRate);
            (s, c, squares) = (s + sin * sound[n], c + cos * sound[n], squares + (double)sound[n] * sound[n]);
        }
        var tone = 2 * (s * s + c * c) / sound.Length;
        return (10 * Math.Log10(tone / (ToneFile.Peak * ToneFile.Peak / 2 * sound.Length)), 10 * Math.Log10(Math.Max(1e-20, squares - tone) / tone));
    }

    private sealed class ToneFile(int rate, double hertz) : ISoundFile
    {
        public const double Peak = 0.5;

        private int at;

        public int SampleRate => rate;

        public IReadOnlyList<string> Remarks => [];

        public int Read(Span<float> samples, double fullScale = 1)
        {
            var count = Math.Min(samples.Length, Seconds * rate - at);
            for (var i = 0; i < count; i++, at++)
                samples[i] = (float)(fullScale * Peak * Math.Sin(2 * Math.PI * hertz * at / rate));
            return count;
        }

        public void Dispose()
        {
        }
    }
}

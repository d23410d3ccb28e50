using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Tests.Acoustics;

/// <summary>Sounds whose levels are known by arithmetic.</summary>
internal static class Signal
{
    public const int Rate = SoundLevelMeter.SampleRate;

    /// <summary>Amplitude of a sine of 94 dB: √2 times its RMS value.</summary>
    public static readonly double Amplitude94 = Math.Sqrt(2) * Energy.ReferencePascal * Math.Pow(10, 94 / 20.0);

    public static float[] Sine(double hertz, int samples, double levelDb = 94) =>
        [.. Enumerable.Range(0, samples).Select(n => (float)(Amplitude94 * Math.Pow(10, (levelDb - 94) / 20) * Math.Sin(2 * Math.PI * hertz * n / Rate)))];

    /// <summary>A tone in near silence: a second of exact silence would be a stuck microphone.</summary>
    public static float[] Burst(double hertz, double seconds, int start, int samples)
    {
        var burst = Enumerable.Range(0, samples).Select(n => n % 2 == 0 ? 1e-9f : -1e-9f).ToArray();
        var length = (int)Math.Round(seconds * Rate);
        Sine(hertz, length).CopyTo(burst, start);
        return burst;
    }

    public static float[] WhiteNoise(int seed, int samples)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, samples).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    public static IReadOnlyList<SecondLevels> Measure(ReadOnlySpan<float> pascal)
    {
        var meter = new SoundLevelMeter();
        var seconds = new List<SecondLevels>();
        for (; pascal.Length >= Rate; pascal = pascal[Rate..])
        {
            meter.Add(pascal[..Rate]);
            seconds.Add(meter.EndSecond());
        }
        return seconds;
    }
}

namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>Electrical test signals of IEC 61672-1, as samples in pascal.</summary>
internal static class TestSound
{
    /// <summary>Inaudible, but alive: exact silence would be a dead microphone.</summary>
    private const float Alive = 1e-9f;

    /// <summary>A steady sine.</summary>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="hertz">Frequency.</param>
    /// <param name="levelDb">Level.</param>
    /// <param name="seconds">Length, cut to whole samples.</param>
    public static float[] Sine(int sampleRate, double hertz, double levelDb, double seconds)
    {
        var samples = new float[(int)(seconds * sampleRate)];
        AddSine(samples, sampleRate, hertz, levelDb, 0, samples.Length / (double)sampleRate);
        return samples;
    }

    /// <summary>So good as silence.</summary>
    public static float[] Quiet(int sampleRate, double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * sampleRate)).Select(n => n % 2 == 0 ? Alive : -Alive)];

    /// <summary>Adds a stretch of a sine that begins with a rising zero crossing, at any point in time, also between two samples.</summary>
    public static void AddSine(Span<float> samples, int sampleRate, double hertz, double levelDb, double fromSeconds, double lastsSeconds, double sign = 1)
    {
        var amplitude = sign * Math.Sqrt(2) * Energy.ReferencePascal * Math.Pow(10, levelDb / 20);
        var first = (int)Math.Ceiling(fromSeconds * sampleRate - 1e-9);
        for (var n = first; n < samples.Length && n < (fromSeconds + lastsSeconds) * sampleRate - 1e-9; n++)
            samples[n] += (float)(amplitude * Math.Sin(2 * Math.PI * hertz * ((double)n / sampleRate - fromSeconds)));
    }

    /// <summary>White noise with a uniform distribution, about 83 dB.</summary>
    public static float[] WhiteNoise(int sampleRate, double seconds, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)(seconds * sampleRate)).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    /// <summary>Every whole second's levels, by a meter at rest.</summary>
    public static List<SecondLevels> Measure(int sampleRate, ReadOnlySpan<float> pascal)
    {
        var meter = new SoundLevelMeter(sampleRate);
        var seconds = new List<SecondLevels>();
        for (; pascal.Length >= sampleRate; pascal = pascal[sampleRate..])
        {
            meter.Add(pascal[..sampleRate]);
            seconds.Add(meter.EndSecond());
        }
        return seconds;
    }

    /// <summary>
    /// What the meter reads of a tone once it stands: the energy of any of its levels over all seconds but the first. Low tones take longer:
    /// low bands come to rest slowly, and a part of a cycle must weigh little.
    /// </summary>
    public static Func<Func<SecondLevels, double?>, double> Steady(int sampleRate, double hertz, double levelDb)
    {
        var low = hertz < 100;
        var seconds = Measure(sampleRate, Sine(sampleRate, hertz, levelDb, low ? 13 : 3)).Skip(low ? 3 : 1).ToList();
        return level => Energy.MeanDb(seconds.Select(s => level(s) ?? double.NaN)) ?? double.NaN;
    }
}

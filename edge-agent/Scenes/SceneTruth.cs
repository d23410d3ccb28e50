using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// True levels of a track: its spectrum times the analogue A network. No meter and no digital filter takes part. Long tracks go
/// through in overlapping stretches; the network's memory (8 ms) has died away a thousand times over within the overlap.
/// </summary>
internal static class SceneTruth
{
    private const int Stretch = 1 << 18;
    private const int Overlap = SceneSound.SampleRate / 2;
    private const int Step = 4 * SceneSound.SampleRate;

    /// <summary>LAeq of every whole second in dB, of a track that silence goes before.</summary>
    public static IEnumerable<double> SecondLevels(ReadOnlyMemory<float> pascal)
    {
        for (var from = 0; from < pascal.Length; from += Step)
        {
            var weighted = Weighted(pascal.Span, from);
            for (var at = 0; at < Step && from + at + SceneSound.SampleRate <= pascal.Length; at += SceneSound.SampleRate)
                yield return Energy.PressureLevelDb(MeanSquare(weighted.AsSpan(Overlap + at, SceneSound.SampleRate)));
        }
    }

    private static double[] Weighted(ReadOnlySpan<float> pascal, int from)
    {
        var stretch = new double[Overlap + Step + Overlap];
        for (var n = 0; n < stretch.Length; n++)
            if (from - Overlap + n is >= 0 and var at && at < pascal.Length)
                stretch[n] = pascal[at];
        return Loudness.WeightA(stretch, Stretch);
    }

    private static double MeanSquare(ReadOnlySpan<double> samples)
    {
        var sum = 0d;
        foreach (var y in samples)
            sum += y * y;
        return sum / samples.Length;
    }
}

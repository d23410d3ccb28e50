using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Agent.Scenes;

/// <summary>True levels of a track: its spectrum times the analogue A network. No meter and no digital filter takes part.</summary>
internal static class SceneTruth
{
    /// <summary>LAeq of every whole second in dB, of a track that silence goes before.</summary>
    public static IEnumerable<double> SecondLevels(ReadOnlyMemory<float> pascal)
    {
        for (var from = 0; from < pascal.Length; from += Loudness.Step)
        {
            var weighted = Loudness.WeightStretch(pascal.Span, from);
            for (var at = 0; at < Loudness.Step && from + at + SceneSound.SampleRate <= pascal.Length; at += SceneSound.SampleRate)
                yield return Energy.PressureLevelDb(MeanSquare(weighted.AsSpan(at, SceneSound.SampleRate)));
        }
    }

    private static double MeanSquare(ReadOnlySpan<double> samples)
    {
        var sum = 0d;
        foreach (var y in samples)
            sum += y * y;
        return sum / samples.Length;
    }
}

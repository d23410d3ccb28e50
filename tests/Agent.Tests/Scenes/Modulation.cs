using System.Numerics;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

/// <summary>How a sound changes in time.</summary>
internal static class Modulation
{
    private const int Frame = 512;

    /// <summary>How many frequencies <see cref="FrequencyTrack"/> gives a second.</summary>
    public const double TrackRate = (double)SceneSound.SampleRate / Frame;

    /// <summary>The strongest frequency in Hz of every 10.7 ms; 0 where there is next to nothing.</summary>
    public static double[] FrequencyTrack(float[] pascal)
    {
        var loudest = pascal.Max(Math.Abs);
        return [.. Enumerable.Range(0, pascal.Length / Frame).Select(i => Strongest(pascal.AsSpan(i * Frame, Frame), loudest))];
    }

    /// <summary>The strongest rate of change of a track in Hz, between two rates.</summary>
    public static double Rate(double[] track, double perSecond, double slowest, double fastest)
    {
        var bins = new Complex[BitOperations.RoundUpToPowerOf2((uint)track.Length * 4)];
        var mean = track.Average();
        for (var n = 0; n < track.Length; n++)
            bins[n] = (track[n] - mean) * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / track.Length));
        Fourier.Forward(bins);
        return Enumerable.Range(1, bins.Length / 2).Select(k => (Hertz: k * perSecond / bins.Length, Size: bins[k].Magnitude))
            .Where(b => b.Hertz >= slowest && b.Hertz <= fastest).MaxBy(b => b.Size).Hertz;
    }

    private static double Strongest(ReadOnlySpan<float> frame, float loudest)
    {
        var bins = new Complex[4 * Frame];
        var most = 0f;
        for (var n = 0; n < Frame; n++)
        {
            bins[n] = frame[n] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * n / Frame));
            most = Math.Max(most, Math.Abs(frame[n]));
        }
        if (most < 0.5 * loudest)
            return 0;
        Fourier.Forward(bins);
        var best = 1;
        for (var k = 1; k < bins.Length / 2; k++)
            if (bins[k].Magnitude > bins[best].Magnitude)
                best = k;
        return (double)best * SceneSound.SampleRate / bins.Length;
    }
}

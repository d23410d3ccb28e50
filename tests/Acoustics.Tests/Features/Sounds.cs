using Solutions.Edge.Acoustics;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics.Features;

/// <summary>Sounds put together from parts of known level.</summary>
internal static class Sounds
{
    /// <summary>The same sound with this LAeq over all of it.</summary>
    public static float[] AtLAeq(this float[] sound, double levelDb)
    {
        var seconds = Measure(sound);
        var gain = Math.Pow(10, (levelDb - Energy.MeanDb(seconds.Select(s => s.LAeq ?? -200))!.Value) / 20);
        return [.. sound.Select(p => (float)(gain * p))];
    }

    /// <summary>The part laid over the sound from a second on.</summary>
    public static float[] With(this float[] sound, double atSeconds, float[] part)
    {
        var mixed = (float[])sound.Clone();
        mixed.Lay(atSeconds, part);
        return mixed;
    }

    /// <summary>Lays the part over the sound itself.</summary>
    public static void Lay(this float[] sound, double atSeconds, float[] part)
    {
        var start = (int)Math.Round(atSeconds * Rate);
        for (var i = 0; i < part.Length && start + i < sound.Length; i++)
            sound[start + i] += part[i];
    }

    public static float[] White(int seed, double seconds) => WhiteNoise(seed, (int)(seconds * Rate));

    /// <summary>Noise that falls by 3 dB an octave, by Paul Kellet's filter: within 0.05 dB over 9.2 Hz.</summary>
    public static float[] Pink(int seed, double seconds)
    {
        (double Pole, double Gain)[] sections =
            [(0.99886, 0.0555179), (0.99332, 0.0750759), (0.96900, 0.1538520), (0.86650, 0.3104856), (0.55000, 0.5329522), (-0.7616, -0.0168980)];
        var states = new double[sections.Length];
        var before = 0d;
        return [.. White(seed, seconds).Select(white =>
        {
            var sum = before + white * 0.5362;
            for (var i = 0; i < sections.Length; i++)
                sum += states[i] = sections[i].Pole * states[i] + white * sections[i].Gain;
            before = white * 0.115926;
            return (float)sum;
        })];
    }

    /// <summary>A tone of varying frequency and amplitude over time in seconds; its phase runs through.</summary>
    public static float[] Tone(double seconds, Func<double, double> hertz, Func<double, double>? amplitude = null)
    {
        var phase = 0d;
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(n =>
        {
            var t = (double)n / Rate;
            phase += 2 * Math.PI * hertz(t) / Rate;
            return (float)(Math.Sin(phase) * (amplitude?.Invoke(t) ?? 1));
        })];
    }

    /// <summary>Its pauses are near silence: exact silence would be lost samples.</summary>
    public static float[] Pulsed(double seconds, double hertz, double rate, double duty = 0.5) =>
        Tone(seconds, _ => hertz, t => t * rate % 1 < duty ? 1 : 1e-9);

    public static float[] TwoTone(double seconds, double one, double other, double rate) => Tone(seconds, t => t * rate % 1 < 0.5 ? one : other);

    /// <summary>Up and down again, evenly in octaves.</summary>
    public static float[] Sweep(double seconds, double low, double high, double rate) =>
        Tone(seconds, t => low * Math.Pow(high / low, 1 - Math.Abs(2 * (t * rate % 1) - 1)));
}

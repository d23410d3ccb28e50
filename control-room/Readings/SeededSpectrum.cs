using Solutions.Edge.Acoustics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>
/// One-third-octave bands for a seeded second: a quiet room, music through a party wall and a door that falls shut, each with a spectrum of its own,
/// so that the A-weighted sum of the bands is the second's LAeq.
/// </summary>
internal static class SeededSpectrum
{
    private static readonly double[] A = Weighting(FrequencyWeighting.A), C = Weighting(FrequencyWeighting.C);

    /// <summary>A room at night: falls by 4 dB an octave.</summary>
    private static readonly double[] Room = Shape(hertz => -4 * Math.Log2(hertz / 100));

    /// <summary>Music next door: what a wall lets through, with the beat about 63 Hz.</summary>
    private static readonly double[] Music = Shape(hertz => -9 * Math.Abs(Math.Log2(hertz / 63)));

    /// <summary>A door: a thud about 200 Hz.</summary>
    private static readonly double[] Door = Shape(hertz => -6 * Math.Abs(Math.Log2(hertz / 200)));

    /// <summary>Bands and LCeq of a second.</summary>
    /// <param name="level">Its LAeq in dB.</param>
    /// <param name="room">What of it is the room's, in dB.</param>
    /// <param name="isMusic">True: the rest is music; false: a door.</param>
    public static (double?[] Bands, double LCeq) Of(double level, double room, bool isMusic)
    {
        var (all, quiet) = (Math.Pow(10, level / 10), Math.Pow(10, Math.Min(room, level) / 10));
        var other = isMusic ? Music : Door;
        var bands = Enumerable.Range(0, NoiseRecord.BandCount).Select(i => quiet * Room[i] + (all - quiet) * other[i]).ToArray();
        return ([.. bands.Select(b => (double?)Math.Round(10 * Math.Log10(b), 2))], Math.Round(10 * Math.Log10(bands.Select((b, i) => b * C[i]).Sum()), 2));
    }

    /// <summary>Energies whose A-weighted sum is 1.</summary>
    private static double[] Shape(Func<double, double> db)
    {
        var energies = Enumerable.Range(0, NoiseRecord.BandCount).Select(i => Math.Pow(10, db(Hertz(i)) / 10)).ToArray();
        var sum = energies.Select((e, i) => e * A[i]).Sum();
        return [.. energies.Select(e => e / sum)];
    }

    private static double[] Weighting(FrequencyWeighting weighting) =>
        [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(i => Math.Pow(10, WeightingGoal.Db(weighting, Hertz(i)) / 10))];

    private static double Hertz(int band) => 1000 * Math.Pow(10, (band - 20) / 10.0);
}

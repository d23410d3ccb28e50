namespace Solutions.Edge.Acoustics;

/// <summary>
/// The 11 octave bands from 16 Hz (index 0) to 16 kHz (index 10), each the energy of its three one-third-octave bands; the sum keeps class 1
/// of IEC 61260-1:2014 up to 0.28 of the sample rate. Over that the three overlap too much, and the octave is not given:
/// 16 kHz needs a sample rate of 96 kHz, 8 kHz one of 44.1 kHz.
/// </summary>
public static class Octave
{
    /// <summary>Number of bands.</summary>
    public const int Count = 11;

    /// <summary>Index of the 63 Hz band.</summary>
    public const int Index63Hz = 2;

    /// <summary>Index of the 125 Hz band.</summary>
    public const int Index125Hz = 3;

    /// <summary>Exact mid-band frequency in Hz: 1000·10^(3(index−6)/10).</summary>
    /// <param name="index">0 to 10.</param>
    public static double MidBandHertz(int index) => ThirdOctave.MidBandHertz(Thirds(index).First + 1);

    /// <summary>Whether sound at this sample rate has the band.</summary>
    /// <param name="index">0 to 10.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static bool IsWithin(int index, double sampleRate) => ThirdOctave.EdgesHertz(Thirds(index).Last).Upper <= HalfBand.UsableShare * sampleRate;

    /// <summary>Level of an octave band in dB; null if the sample rate does not hold it or one of its three was not measured.</summary>
    /// <param name="thirdOctavesDb">34 one-third-octave levels in dB.</param>
    /// <param name="index">0 to 10.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static double? LevelDb(IReadOnlyList<double?> thirdOctavesDb, int index, double sampleRate)
    {
        ArgumentNullException.ThrowIfNull(thirdOctavesDb);
        if (!IsWithin(index, sampleRate))
            return null;
        var (first, last) = Thirds(index);
        var levels = Enumerable.Range(first, last - first + 1).Select(i => thirdOctavesDb[i]).ToList();
        return levels.Contains(null) ? null : Energy.SumDb(levels.Select(l => l!.Value));
    }

    /// <summary>The first and the last of its one-third-octave bands.</summary>
    internal static (int First, int Last) Thirds(int index) => (3 * index + 1, 3 * index + 3);
}

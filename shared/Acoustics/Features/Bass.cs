namespace Solutions.Edge.Acoustics.Features;

/// <summary>How much of a sound is bass.</summary>
/// <remarks>
/// It cannot distinguish music from a lorry, a ventilator or wind at the microphone: all lift LCeq over LAeq and the low octaves.
/// What distinguishes them is time (a beat, a passing) and the anemometer.
/// </remarks>
public static class Bass
{
    /// <summary>LCeq − LAeq in dB: about 0 of speech, over 15 where bass outweighs the rest.</summary>
    /// <param name="lceq">C-weighted equivalent level in dB.</param>
    /// <param name="laeq">A-weighted equivalent level in dB over the same interval.</param>
    /// <returns>The difference; null if one of them was not measured.</returns>
    public static double? LCeqMinusLAeq(double? lceq, double? laeq) => lceq - laeq;

    /// <summary>Level of the 63 Hz octave in dB: the bands 50, 63 and 80 Hz.</summary>
    /// <param name="bandsDb">34 unweighted one-third-octave levels in dB (see <see cref="ThirdOctave"/>).</param>
    /// <returns>The level; null if one of the three was not measured.</returns>
    public static double? Octave63Db(IReadOnlyList<double?> bandsDb) => OctaveDb(bandsDb, Octave.Index63Hz);

    /// <summary>Level of the 125 Hz octave in dB: the bands 100, 125 and 160 Hz.</summary>
    /// <param name="bandsDb">34 unweighted one-third-octave levels in dB (see <see cref="ThirdOctave"/>).</param>
    /// <returns>The level; null if one of the three was not measured.</returns>
    public static double? Octave125Db(IReadOnlyList<double?> bandsDb) => OctaveDb(bandsDb, Octave.Index125Hz);

    /// <summary>Every sample rate that is measured holds these octaves.</summary>
    private static double? OctaveDb(IReadOnlyList<double?> bandsDb, int index) => Octave.LevelDb(bandsDb, index, SoundLevelMeter.SampleRates[0]);
}

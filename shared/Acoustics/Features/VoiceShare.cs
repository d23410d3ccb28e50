namespace Solutions.Edge.Acoustics.Features;

/// <summary>How much of a sound lies where voices carry: the one-third-octave bands 500 Hz to 4 kHz.</summary>
/// <remarks>
/// It cannot distinguish a voice from all else that sounds there: an alarm, a dog, a chair on paving, hiss. Traffic and bass have little of it; that is what
/// it is good for.
/// </remarks>
public static class VoiceShare
{
    /// <summary>A-weighted energy in the bands 500 Hz to 4 kHz, as a ratio to that of 0 dB.</summary>
    /// <param name="bandsDb">34 unweighted band levels in dB, see <see cref="ThirdOctave"/>.</param>
    /// <returns>The energy, freed of what the band filters take in too much; null if one of the ten bands was not measured.</returns>
    public static double? EnergyOf(IReadOnlyList<double?>? bandsDb)
    {
        if (bandsDb is null)
            return null;
        if (bandsDb.Count != ThirdOctave.Count)
            throw new ArgumentException($"There are {bandsDb.Count} bands; there must be {ThirdOctave.Count}.", nameof(bandsDb));
        var energy = 0d;
        for (var i = ThirdOctave.Index500Hz; i <= ThirdOctave.Index4kHz; i++)
        {
            if (bandsDb[i] is not { } level)
                return null;
            energy += Energy.Of(level) * BandWeights.A[i];
        }
        return energy / ThirdOctave.BroadbandGain;
    }

    /// <summary>Share of the A-weighted energy in the bands 500 Hz to 4 kHz, 0 to 1.</summary>
    /// <param name="bandsDb">34 unweighted band levels in dB over an interval.</param>
    /// <param name="laeq">LAeq over the same interval in dB.</param>
    /// <returns>The share; null if the level or one of the ten bands was not measured.</returns>
    public static double? Of(IReadOnlyList<double?>? bandsDb, double? laeq) =>
        laeq is { } level && EnergyOf(bandsDb) is { } energy ? Math.Min(1, energy / Energy.Of(level)) : null;
}

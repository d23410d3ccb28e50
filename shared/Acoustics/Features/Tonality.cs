namespace Solutions.Edge.Acoustics.Features;

/// <summary>A band that stands out of its neighbours as a tone does.</summary>
/// <param name="Index">Of the band (see <see cref="ThirdOctave"/>), 4 to 30.</param>
/// <param name="ExcessDb">How far its level stands over that of the louder neighbour, in dB.</param>
public readonly record struct TonalBand(int Index, double ExcessDb);

/// <summary>
/// The one-third-octave test for prominent tones of ISO 1996-2:2007, Annex D (Annex K of the 2017 edition): a band is tonal whose
/// time-averaged level exceeds those of both its neighbours by 15 dB (25 Hz to 125 Hz), 8 dB (160 Hz to 400 Hz) or 5 dB (500 Hz to 10 kHz).
/// </summary>
/// <remarks>
/// A survey test. It cannot see a tone between two bands, whose energy is split and lifts both alike, nor one beside another in the
/// next band; it cannot distinguish a tone from noise as narrow as a band, nor a machine's from an instrument's. Where it finds none, an ear or a
/// narrow-band analysis may.
/// </remarks>
public static class Tonality
{
    /// <summary>Index of the lowest band that is judged: 25 Hz.</summary>
    public const int FirstBand = 4;

    /// <summary>Index of the highest band that is judged: 10 kHz.</summary>
    public const int LastBand = 30;

    private const int Index160Hz = 12;

    /// <summary>By how much a band must exceed both its neighbours, in dB.</summary>
    /// <param name="index"><see cref="FirstBand"/> to <see cref="LastBand"/>.</param>
    public static double LimitDb(int index) => index switch
    {
        < FirstBand or > LastBand => throw new ArgumentOutOfRangeException(nameof(index), index, $"Tones are judged in the bands {FirstBand} to {LastBand}."),
        < Index160Hz => 15,
        < ThirdOctave.Index500Hz => 8,
        _ => 5,
    };

    /// <summary>How far a band stands over its louder neighbour.</summary>
    /// <param name="bandsDb">34 unweighted band levels in dB over any interval (see <see cref="ThirdOctave"/>); null = not measured.</param>
    /// <param name="index"><see cref="FirstBand"/> to <see cref="LastBand"/>.</param>
    /// <returns>The excess in dB, negative if a neighbour is louder; null if one of the three bands was not measured.</returns>
    public static double? ExcessDb(IReadOnlyList<double?> bandsDb, int index)
    {
        ArgumentNullException.ThrowIfNull(bandsDb);
        return bandsDb[index] is { } level && bandsDb[index - 1] is { } below && bandsDb[index + 1] is { } above ? level - Math.Max(below, above) : null;
    }

    /// <summary>The tonal bands of a spectrum, lowest first.</summary>
    /// <param name="bandsDb">34 unweighted band levels in dB over any interval (see <see cref="ThirdOctave"/>); null = not measured.</param>
    /// <exception cref="ArgumentException">There are not 34 bands.</exception>
    public static IReadOnlyList<TonalBand> Of(IReadOnlyList<double?> bandsDb)
    {
        ArgumentNullException.ThrowIfNull(bandsDb);
        if (bandsDb.Count != ThirdOctave.Count)
            throw new ArgumentException($"There are {bandsDb.Count} bands; there must be {ThirdOctave.Count}.", nameof(bandsDb));
        var tonal = new List<TonalBand>();
        for (var i = FirstBand; i <= LastBand; i++)
            if (ExcessDb(bandsDb, i) is { } excess && excess >= LimitDb(i))
                tonal.Add(new TonalBand(i, excess));
        return tonal;
    }
}

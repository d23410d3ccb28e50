using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Events;

/// <summary>What an event looks like. Pure. Several may hold at once; none of them names a source.</summary>
internal static class SoundKinds
{
    /// <summary>LCeq − LAeq from which bass outweighs the rest, in dB.</summary>
    private const double BassDb = 15;

    /// <summary>Share of the A-weighted energy from 500 Hz to 4 kHz.</summary>
    private const double VoiceShareLeast = 0.5;

    /// <param name="seconds">Bands of its seconds, as far as they were stored.</param>
    /// <param name="sounds">What the device itself made out, as <see cref="During"/> leaves it.</param>
    public static IReadOnlyList<SoundKind> Of(IReadOnlyCollection<NoiseBands> seconds, IReadOnlyCollection<SoundRecord> sounds)
    {
        var laeq = Mean(seconds.Select(s => s.LAeq));
        var bands = MeanBands(seconds);
        var kinds = new List<SoundKind>();
        if (Bass.LCeqMinusLAeq(Mean(seconds.Where(s => s.LAeq is not null).Select(s => s.LCeq)), laeq) >= BassDb)
            kinds.Add(SoundKind.Bass);
        if (Is(SoundRecord.Alarm))
            kinds.Add(SoundKind.Alarm);
        else if (Is(SoundRecord.Tone) || bands is not null && Tonality.Of(bands).Count > 0)
            kinds.Add(SoundKind.Tone);
        if (Is(SoundRecord.Impulse))
            kinds.Add(SoundKind.Impulsive);
        // An alarm or a whistle lies in the same bands: of those only the device's own finding speaks for voices.
        var pitched = kinds.Contains(SoundKind.Alarm) || kinds.Contains(SoundKind.Tone);
        if (Is(SoundRecord.Shout) || !pitched && VoiceShare.Of(bands, laeq) >= VoiceShareLeast)
            kinds.Add(SoundKind.Voices);
        if (kinds.Count == 0 && bands is not null)
            kinds.Add(SoundKind.Broadband);
        return kinds;

        bool Is(string kind) => sounds.Any(s => s.Kind == kind);
    }

    /// <summary>Those that overlap it. A tone or an alarm ends at its record's instant, the others begin at it.</summary>
    public static IReadOnlyList<SoundRecord> During(NoiseEvent noise, IEnumerable<SoundRecord> sounds) => [.. sounds.Where(s =>
        s.Kind is SoundRecord.Tone or SoundRecord.Alarm ? s.T > noise.From && s.T.AddSeconds(-s.Duration) < noise.To
        : s.T < noise.To && s.T.AddSeconds(s.Duration) >= noise.From)];

    /// <summary>Energy mean of each band over the seconds that have it; null = no second has any.</summary>
    public static double?[]? MeanBands(IReadOnlyCollection<NoiseBands> seconds)
    {
        var (energies, counts) = (new double[ThirdOctave.Count], new int[ThirdOctave.Count]);
        foreach (var bands in seconds.Select(s => s.Bands))
        {
            for (var i = 0; i < (bands is null ? 0 : ThirdOctave.Count); i++)
            {
                if (bands![i] is { } level)
                    (energies[i], counts[i]) = (energies[i] + Energy.Of(level), counts[i] + 1);
            }
        }
        return counts.All(c => c == 0) ? null : [.. energies.Zip(counts, (e, n) => n == 0 ? (double?)null : Energy.LevelDb(e / n))];
    }

    private static double? Mean(IEnumerable<double?> levels)
    {
        var (energy, count) = (0.0, 0);
        foreach (var level in levels.OfType<double>())
            (energy, count) = (energy + Energy.Of(level), count + 1);
        return count == 0 ? null : Energy.LevelDb(energy / count);
    }
}

using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Review;

/// <summary>An event's level and bands as they are drawn: columns of one second, or of as many as make 240 columns at most.</summary>
/// <param name="From">First second of the first column, Unix s.</param>
/// <param name="Step">Seconds of a column.</param>
/// <param name="LAeq">Energy mean of each column in tenths of a dB; null = nothing was measured.</param>
/// <param name="LAFmax">Greatest of each column in tenths of a dB.</param>
/// <param name="Bands">Energy mean of each column's third-octave bands in tenths of a dB, 10 Hz first; null = none were stored.</param>
internal sealed record EventTrace(long From, int Step, IReadOnlyList<int?> LAeq, IReadOnlyList<int?> LAFmax, IReadOnlyList<int?[]?> Bands)
{
    private const int MostColumns = 240;

    /// <summary>Seconds that are drawn before and after it.</summary>
    public const int Beside = 15;

    /// <param name="from">First second that is drawn, Unix s.</param>
    /// <param name="seconds">How many.</param>
    /// <param name="readings">Levels of them, in any order.</param>
    /// <param name="bands">Bands of them, in any order.</param>
    public static EventTrace Of(long from, int seconds, IEnumerable<NoiseReading> readings, IEnumerable<NoiseBands> bands)
    {
        var step = (seconds + MostColumns - 1) / MostColumns;
        var columns = (seconds + step - 1) / step;
        var (levels, spectra) = (readings.ToLookup(r => Column(r.T)), bands.ToLookup(b => Column(b.T)));
        return new(from, step, Each(c => Tenths(Mean(levels[c].Select(r => r.LAeq)))), Each(c => Tenths(levels[c].Max(r => r.LAFmax))),
            [.. Enumerable.Range(0, columns).Select(c => MeanBands([.. spectra[c].Select(s => s.Bands).OfType<double?[]>()]))]);

        long Column(DateTimeOffset at) => (at.ToUnixTimeSeconds() - from) / step;

        IReadOnlyList<int?> Each(Func<long, int?> of) => [.. Enumerable.Range(0, columns).Select(c => of(c))];
    }

    private static int?[]? MeanBands(IReadOnlyList<double?[]> spectra) =>
        spectra.Count == 0 ? null : [.. Enumerable.Range(0, ThirdOctave.Count).Select(band => Tenths(Mean(spectra.Select(s => s[band]))))];

    private static double? Mean(IEnumerable<double?> levels)
    {
        var mean = new EquivalentLevel();
        foreach (var level in levels)
            mean.Add(level, TimeSpan.FromSeconds(1));
        return mean.Db;
    }

    private static int? Tenths(double? level) => level is { } db ? (int)Math.Round(db * 10) : null;
}

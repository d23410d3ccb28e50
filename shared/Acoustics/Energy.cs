namespace Solutions.Edge.Acoustics;

/// <summary>Arithmetic with levels. A level stands for an energy, so levels are summed and averaged as 10^(L/10), never as decibels.</summary>
public static class Energy
{
    /// <summary>Reference sound pressure in pascal: 0 dB.</summary>
    public const double ReferencePascal = 20e-6;

    /// <summary>The energy of a level, as a ratio: 0 dB is 1.</summary>
    /// <param name="levelDb">A level in dB.</param>
    public static double Of(double levelDb) => Math.Pow(10, levelDb / 10);

    /// <summary>The level in dB of an energy ratio; negative infinity of 0.</summary>
    /// <param name="energy">A ratio, 0 or more.</param>
    public static double LevelDb(double energy) => 10 * Math.Log10(energy);

    /// <summary>The level in dB re 20 µPa of a mean square pressure; negative infinity of 0.</summary>
    /// <param name="meanSquare">Mean square sound pressure in Pa².</param>
    public static double PressureLevelDb(double meanSquare) => LevelDb(meanSquare / (ReferencePascal * ReferencePascal));

    /// <summary>The level of the mean energy, as LAeq over equally long parts; null of no levels at all.</summary>
    /// <param name="levelsDb">Levels in dB.</param>
    public static double? MeanDb(IEnumerable<double> levelsDb)
    {
        var (sum, count) = Add(levelsDb);
        return count == 0 ? null : LevelDb(sum / count);
    }

    /// <summary>The level of the summed energies, as of sources that sound together; null of no levels at all.</summary>
    /// <param name="levelsDb">Levels in dB.</param>
    public static double? SumDb(IEnumerable<double> levelsDb)
    {
        var (sum, count) = Add(levelsDb);
        return count == 0 ? null : LevelDb(sum);
    }

    private static (double Sum, int Count) Add(IEnumerable<double> levelsDb)
    {
        ArgumentNullException.ThrowIfNull(levelsDb);
        var (sum, count) = (0d, 0);
        foreach (var level in levelsDb)
            (sum, count) = (sum + Of(level), count + 1);
        return (sum, count);
    }
}

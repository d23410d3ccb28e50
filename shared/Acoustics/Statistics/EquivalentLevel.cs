namespace Solutions.Edge.Acoustics.Statistics;

/// <summary>
/// An equivalent continuous level (Leq, IEC 61672-1:2013 and ISO 1996-1:2016) over parts that come in any order and in any grouping: the energies are
/// whole numbers, so that a sum is the same to the last bit however its parts were merged.
/// </summary>
/// <remarks>
/// Parts whose levels were rounded to 0.01 dB give a mean that is off by 0.005 dB at the very most; the roundings cancel, and over a
/// day of varying 1-s levels some 0.0002 dB are left. Not thread-safe.
/// </remarks>
public sealed class EquivalentLevel
{
    /// <summary>Units of the sum: 2^-32 of the energy of one second at 0 dB. A second under −96 dB counts as −96 dB: no microphone measures it.</summary>
    private const double UnitsPerSecond = 4294967296.0;

    private UInt128 units;

    /// <summary>How long the parts lasted together.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>The level in dB; null of no parts.</summary>
    public double? Db => Duration > TimeSpan.Zero ? Energy.LevelDb((double)units / UnitsPerSecond / Duration.TotalSeconds) : null;

    /// <summary>Takes in a part.</summary>
    /// <param name="levelDb">Its Leq in dB, at most 220; null = not measured: neither its energy nor its duration counts.</param>
    /// <param name="duration">How long it lasted, more than nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is no number up to 220, or the duration is not positive.</exception>
    /// <exception cref="OverflowException">The sum is past what any sound comes to: 90 days at 220 dB.</exception>
    public void Add(double? levelDb, TimeSpan duration)
    {
        if (levelDb is not { } level)
            return;
        if (!(level <= 220))
            throw new ArgumentOutOfRangeException(nameof(levelDb), level, "The level must be a number of dB up to 220.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var part = Math.Max(1, Math.Round(Energy.Of(level) * duration.TotalSeconds * UnitsPerSecond));
        units = checked(units + (UInt128)part);
        Duration += duration;
    }

    /// <summary>Takes in all parts of another.</summary>
    /// <param name="other">Stays as it is.</param>
    /// <exception cref="OverflowException">See <see cref="Add(double?, TimeSpan)"/>.</exception>
    public void Add(EquivalentLevel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        units = checked(units + other.units);
        Duration += other.Duration;
    }
}

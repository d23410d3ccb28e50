using System.Numerics;
using Solutions.Edge.Acoustics;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A whole UTC minute of sound: energies relative to p0², summed over its valid seconds.</summary>
internal sealed class SoundMinute
{
    private ulong counted, banded;
    private double a, aBanded, c, octave63, octave125;

    /// <summary>Valid seconds.</summary>
    public int Seconds => BitOperations.PopCount(counted);

    /// <summary>The sum of 10^(LAeq/10) of its valid seconds.</summary>
    public double AEnergy => a;

    /// <summary>LCeq - LAeq in dB; null with too few seconds of which both were measured.</summary>
    public double? CMinusA(double validShare) => IsBanded(validShare) ? Energy.LevelDb(c) - Energy.LevelDb(aBanded) : null;

    /// <summary>Levels of the octaves 63 Hz and 125 Hz in dB; null with too few seconds of which they were measured.</summary>
    public LowBands? Low(double validShare) => !IsBanded(validShare) ? null
        : new(Energy.LevelDb(octave63 / BandedSeconds), Energy.LevelDb(octave125 / BandedSeconds));

    /// <summary>Takes in one of its seconds. Once is enough.</summary>
    /// <param name="second">0 to 59.</param>
    /// <param name="energy">Its A-weighted energy.</param>
    /// <param name="low">Its C-weighted energy and those of the octaves; null = not measured.</param>
    public void Add(int second, double energy, (double C, double Octave63, double Octave125)? low)
    {
        var bit = 1UL << second;
        if ((counted & bit) == 0)
            (counted, a) = (counted | bit, a + energy);
        if (low is not var (cEnergy, at63, at125) || (banded & bit) != 0)
            return;
        (banded, aBanded, c) = (banded | bit, aBanded + energy, c + cEnergy);
        (octave63, octave125) = (octave63 + at63, octave125 + at125);
    }

    private int BandedSeconds => BitOperations.PopCount(banded);

    private bool IsBanded(double validShare) => BandedSeconds >= 60 * validShare;
}

/// <summary>The octaves in which music carries: levels in dB of 63 Hz and 125 Hz.</summary>
internal readonly record struct LowBands(double At63, double At125);

/// <summary>The minutes of sound of the last four hours of one device.</summary>
internal sealed class SoundMinutes
{
    /// <summary>Two of the longest periods of a licence's condition, and as much again for what comes late.</summary>
    public const int Length = 256;

    private (long Minute, SoundMinute Value)[]? ring;

    /// <summary>The oldest minute of which a second came since that was asked last; null = none did.</summary>
    private long? changed;

    /// <summary>A minute counted from 1970; null = nothing is known of it.</summary>
    public SoundMinute? this[long minute] => ring?[minute % Length] is { Value: { } value } slot && slot.Minute == minute ? value : null;

    public void Add(long second, double energy, (double C, double Octave63, double Octave125)? low)
    {
        ring ??= new (long, SoundMinute)[Length];
        var minute = second / 60;
        ref var slot = ref ring[minute % Length];
        if (slot.Minute > minute)
            return;
        if (slot.Minute != minute)
            slot = (minute, new());
        slot.Value.Add((int)(second % 60), energy, low);
        changed = Math.Min(changed ?? minute, minute);
    }

    public long? TakeChanged()
    {
        var taken = changed;
        changed = null;
        return taken;
    }

    /// <summary>LAeq in dB over whole minutes; null with too few valid seconds.</summary>
    /// <param name="first">The first minute.</param>
    /// <param name="count">How many.</param>
    /// <param name="validShare">The least share of valid seconds.</param>
    public double? LAeq(long first, int count, double validShare)
    {
        var (energy, valid) = (0.0, 0);
        for (var minute = first; minute < first + count; minute++)
            if (this[minute] is { } known)
                (energy, valid) = (energy + known.AEnergy, valid + known.Seconds);
        return valid >= 60 * count * validShare ? Energy.LevelDb(energy / valid) : null;
    }

    /// <summary>The control room's own clock was set: a minute that it now cuts elsewhere is taken as it was.</summary>
    public void Move(long bySeconds)
    {
        if (ring is not { } before)
            return;
        var byMinutes = (long)Math.Round(bySeconds / 60.0);
        ring = new (long, SoundMinute)[Length];
        changed += byMinutes;
        foreach (var (minute, value) in before.Where(slot => slot.Value is not null))
            ring[(minute + byMinutes) % Length] = (minute + byMinutes, value);
    }
}

using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

/// <summary>From what was measured to what travels: rounded to 0.01 dB.</summary>
internal static class SoundRecords
{
    /// <summary>Flag of the first second after a gap.</summary>
    public const string SegmentFlag = "segment";

    /// <summary>Flag of a second whose bands are given in steps of <see cref="CoarseStepDb"/>, for a metered link; those of its minute are not.</summary>
    public const string CoarseBandsFlag = "coarse-bands";

    private const double CoarseStepDb = 0.5;

    public static NoiseRecord Noise(DateTimeOffset start, SecondLevels second, bool afterGap, bool coarseBands = false) => new()
    {
        T = start,
        LAeq = Hundredths(second.LAeq),
        LCeq = Hundredths(second.LCeq),
        LZeq = Hundredths(second.LZeq),
        LAFmax = Hundredths(second.LAFmax),
        LAFmin = Hundredths(second.LAFmin),
        LASmax = Hundredths(second.LASmax),
        LCpeak = Hundredths(second.LCpeak),
        Bands = [.. second.Bands.Select(b => coarseBands ? Coarse(b) : Hundredths(b))],
        N = second.Samples - second.Lost,
        Flags = [.. afterGap ? [SegmentFlag] : Array.Empty<string>(), .. second.Flags, .. coarseBands ? [CoarseBandsFlag] : Array.Empty<string>()],
    };

    public static NoiseMinuteRecord NoiseMinute(DateTimeOffset start, LevelStatistics minute) => new()
    {
        T = start,
        LAeq = Hundredths(minute.LAeq?.Db),
        LCeq = Hundredths(minute.LCeq?.Db),
        LAFmax = Hundredths(minute.LAFmax?.Db),
        LCpeak = Hundredths(minute.LCpeak?.Db),
        Histogram = minute.Laf.Count > 0 ? new(minute.Laf.FirstBin, [.. minute.Laf.Counts.Select(c => (int)c)]) : null,
        Bands = [.. minute.Bands.Select(b => Hundredths(b?.Db))],
        OverloadSeconds = minute.Range.OverloadSeconds,
        UnderRangeSeconds = minute.Range.UnderRangeSeconds,
        Capture = Math.Round(minute.CapturePercent(TimeSpan.FromMinutes(1)), 2),
    };

    /// <param name="end">The end of the second in which it was found.</param>
    public static SoundRecord Sound(DateTimeOffset end, Shout shout) => new()
    {
        T = end - shout.BeforeEnd,
        Kind = SoundRecord.Shout,
        Duration = Math.Round(shout.Seconds, 2),
        Level = Math.Round(shout.LAFmax, 2),
        Rise = Math.Round(shout.Rise, 2),
        Share = Thousandths(shout.Share),
    };

    /// <inheritdoc cref="Sound(DateTimeOffset, Shout)"/>
    public static SoundRecord Sound(DateTimeOffset end, Impulse impulse) => new()
    {
        T = end - impulse.BeforeEnd,
        Kind = SoundRecord.Impulse,
        Duration = Math.Round(impulse.Seconds, 2),
        Level = Math.Round(impulse.LAFmax, 2),
        Rise = Math.Round(impulse.Rise, 2),
        Share = Thousandths(impulse.VoiceShare),
        HighShare = Thousandths(impulse.HighShare),
        RiseTime = Math.Round(impulse.RiseSeconds, 2),
        Prominence = Math.Round(impulse.Prominence, 1),
    };

    /// <inheritdoc cref="Sound(DateTimeOffset, Shout)"/>
    public static SoundRecord Sound(DateTimeOffset end, Tone tone) => new()
    {
        T = end - tone.BeforeEnd,
        Kind = SoundRecord.Tone,
        Duration = Math.Round(tone.Seconds, 2),
        Level = Math.Round(tone.BandDb, 2),
        Rise = Math.Round(tone.ExcessDb, 2),
        Hertz = MidBand(tone.Index),
        Ongoing = tone.GoesOn,
    };

    /// <inheritdoc cref="Sound(DateTimeOffset, Shout)"/>
    public static SoundRecord Sound(DateTimeOffset end, AlarmTone alarm) => new()
    {
        T = end - alarm.BeforeEnd,
        Kind = SoundRecord.Alarm,
        Duration = Math.Round(alarm.Seconds, 2),
        Level = Math.Round(alarm.LAFmax, 2),
        Rise = Hundredths(alarm.Rise) ?? 0,
        Hertz = MidBand(alarm.LowIndex),
        HertzTo = MidBand(alarm.HighIndex),
        Modulation = Math.Round(alarm.ModulationHertz, 2),
        Ongoing = alarm.GoesOn,
    };

    private static double? Hundredths(double? level) => level is { } db ? Math.Round(db, 2) : null;

    private static double? Coarse(double? level) => level is { } db ? Math.Round(db / CoarseStepDb) * CoarseStepDb : null;

    private static double? Thousandths(double? share) => share is { } part ? Math.Round(part, 3) : null;

    private static double MidBand(int index) => Math.Round(ThirdOctave.MidBandHertz(index), 1);
}

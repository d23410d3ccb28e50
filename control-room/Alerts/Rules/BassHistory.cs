namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>What a minute had of bass.</summary>
/// <param name="IsBass">LCeq - LAeq and one of the low octaves were over their lines.</param>
/// <param name="CMinusA">LCeq - LAeq in dB.</param>
/// <param name="Low">Levels of the octaves.</param>
/// <param name="Background">What they are held against: as it was before the bass began.</param>
/// <param name="SinceMinute">The first minute of the bass that goes on; null = none does.</param>
/// <param name="LastMinute">The last minute of it that was bass.</param>
internal sealed record BassMinute(bool IsBass, double? CMinusA, LowBands? Low, LowBands? Background, long? SinceMinute, long? LastMinute)
{
    /// <summary>Nothing measured.</summary>
    public static readonly BassMinute Nothing = new(false, null, null, null, null, null);

    /// <summary>By how much the octave that stands out most does so, in dB; null = not known.</summary>
    public double? Excess => Low is { } low && Background is { } usual ? Math.Max(low.At63 - usual.At63, low.At125 - usual.At125) : null;

    /// <summary>The octave that stands out most.</summary>
    public (int Hertz, double Level, double Background)? Loudest => Low is not { } low || Background is not { } usual ? null
        : low.At63 - usual.At63 >= low.At125 - usual.At125 ? (63, low.At63, usual.At63) : (125, low.At125, usual.At125);
}

/// <summary>
/// Bass by whole minutes, in their order. The background of both octaves is taken before bass begins and stays until there has been none for a window: one
/// that rolls on becomes the music's own level. A late second has the minutes from its own on judged again.
/// </summary>
/// <param name="device">Whose.</param>
internal sealed class BassHistory(DeviceHistory device)
{
    /// <summary>Minutes that are looked at.</summary>
    public const int WindowMinutes = 15;

    private readonly Dictionary<long, BassMinute> judged = [];
    private long? last;

    /// <summary>Bass that the journal states to go on; its background is not known any more.</summary>
    private BassMinute? recalled;
    private (long Minute, IReadOnlyList<(long Minute, BassMinute Bass)> Minutes)? window;

    /// <summary>The minutes of the window that ends with one, the latest first; those of which nothing is known are <see cref="BassMinute.Nothing"/>.</summary>
    /// <param name="minute">A whole minute that is over.</param>
    /// <param name="parameters">The lines.</param>
    public IReadOnlyList<(long Minute, BassMinute Bass)> Window(long minute, RuleParameters parameters)
    {
        JudgeTo(minute, parameters);
        if (window is not { } known || known.Minute != minute)
            window = known = (minute,
                [.. Enumerable.Range(0, WindowMinutes).Select(n => (minute - n, judged.GetValueOrDefault(minute - n) ?? BassMinute.Nothing))]);
        return known.Minutes;
    }

    /// <summary>An alert is open since before the control room started.</summary>
    public void Recall(long sinceMs, long nowMs) => recalled = BassMinute.Nothing with { SinceMinute = sinceMs / 60_000, LastMinute = nowMs / 60_000 };

    /// <summary>The last whole minute up to and including a second.</summary>
    public static long LastMinute(long second) => (second + 1) / 60 - 1;

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        var byMinutes = (long)Math.Round(bySeconds / 60.0);
        var before = judged.ToList();
        judged.Clear();
        window = null;
        foreach (var (minute, bass) in before)
            judged[minute + byMinutes] = bass with { SinceMinute = bass.SinceMinute + byMinutes, LastMinute = bass.LastMinute + byMinutes };
        last += byMinutes;
    }

    private void JudgeTo(long minute, RuleParameters parameters)
    {
        if (device.Minutes.TakeChanged() is { } changed && changed <= last)
            (last, window) = (changed - 1, null);
        // After a pause only what is still known is worth judging.
        for (var m = Math.Max(last + 1 ?? minute, minute - SoundMinutes.Length); m <= minute; m++)
        {
            judged[m] = Judge(m, judged.GetValueOrDefault(m - 1) ?? recalled ?? BassMinute.Nothing, parameters);
            judged.Remove(m - SoundMinutes.Length);
            (last, recalled) = (m, null);
        }
    }

    private BassMinute Judge(long minute, BassMinute before, RuleParameters parameters)
    {
        var goesOn = minute - before.LastMinute <= WindowMinutes;
        var sound = device.Minutes[minute];
        var (difference, low) = (sound?.CMinusA(parameters.ValidShare), sound?.Low(parameters.ValidShare));
        var background = goesOn ? before.Background : Background(minute * 60, parameters);
        var bass = new BassMinute(false, difference, low, background, goesOn ? before.SinceMinute : null, goesOn ? before.LastMinute : null);
        var isOver = background is null ? goesOn : bass.Excess >= parameters.BassExcessDb;
        return isOver && difference >= parameters.BassDifferenceDb
            ? bass with { IsBass = true, SinceMinute = bass.SinceMinute ?? minute, LastMinute = minute } : bass;
    }

    private LowBands? Background(long second, RuleParameters parameters) =>
        device.Quarters63.LowestBefore(second, parameters.ValidShare) is { } at63 && device.Quarters125.LowestBefore(second, parameters.ValidShare) is { } at125
            ? new(at63, at125) : null;
}

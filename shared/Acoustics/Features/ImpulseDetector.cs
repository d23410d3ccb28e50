namespace Solutions.Edge.Acoustics.Features;

/// <summary>
/// Finds bang-like sounds: A-weighted 10 ms that stand at least 20 dB over the quietest 10 ms of the 50 ms before and over the level
/// that a tenth of the last 10 s exceeded, of a sound that ends within 2 s.
/// </summary>
/// <remarks>
/// Bangs and echoes belong to it until it has been over for 0.1 s, and another begins 0.3 s after its start at the earliest: three a second are
/// the most. A sound that stays is no impulse but something that began. F would come 4.8 dB short within 50 ms, so the levels are those of the
/// 10 ms themselves.
/// It cannot distinguish glass from keys or bottles that clink, a bang from a slammed door, a dropped crate, a firework or a shot, nor near and faint from
/// far and loud; <see cref="Impulse.HighShare"/> falls with distance as air and obstacles take the high bands. A shout that
/// starts sharply is one too: <see cref="Impulse.VoiceShare"/> and the duration speak against it. Within 1 s of a start or a gap nothing is found.
/// </remarks>
public sealed class ImpulseDetector
{
    /// <summary>How far an impulse rises, in dB.</summary>
    public const double LeastRiseDb = 20;

    /// <summary>Within which time it rises so far, in seconds.</summary>
    public const double MostRiseSeconds = 0.05;

    private const double EndsUnderGreatestDb = 20, EndsOverBeforeDb = 5, StillBeforeDb = 3;
    private const int RiseSteps = 5, Preceding = 16, ShareSteps = 20, QuietSteps = 10, Most = 200, Apart = 30;

    private readonly ImpulseReference reference = new();

    /// <summary>While nothing happens the steps just past; during an impulse those before it and all of its own.</summary>
    private readonly List<ImpulseStep> held = new(Preceding + Most + 1);

    private double beforeDb;
    private int start, trigger, greatest, lastOver, sinceStart = Apart;
    private bool open, highHidden;

    /// <summary>Takes in one second.</summary>
    /// <param name="second">The second that follows the one before without a gap; one without a signal is a gap.</param>
    /// <returns>The impulses that are now known to be over.</returns>
    public IReadOnlyList<Impulse> Add(SecondLevels second)
    {
        ArgumentNullException.ThrowIfNull(second);
        if (second.Steps.Count == 0)
        {
            Clear();
            return [];
        }
        highHidden = second.Flags.Contains(SecondLevels.BandLimited);
        List<Impulse>? found = null;
        for (var i = 0; i < second.Steps.Count; i++)
        {
            var step = ImpulseStep.Of(second.Steps, i);
            held.Add(step);
            if (!open)
                Watch(step.LevelDb);
            else if (Follow(step.LevelDb, second.Steps.Count - 1 - i) is { } impulse)
                (found ??= []).Add(impulse);
            reference.Add(step.LevelDb);
            sinceStart++;
        }
        return found ?? [];
    }

    /// <summary>Forgets everything, as after a gap.</summary>
    public void Clear()
    {
        reference.Clear();
        held.Clear();
        (open, sinceStart) = (false, Apart);
    }

    private void Watch(double levelDb)
    {
        if (held.Count > Preceding)
            held.RemoveAt(0);
        var now = held.Count - 1;
        if (sinceStart < Apart || now < RiseSteps)
            return;
        var least = double.PositiveInfinity;
        for (var i = now - RiseSteps; i < now; i++)
            least = Math.Min(least, held[i].LevelDb);
        if (levelDb - least < LeastRiseDb || reference.LevelDb is not { } usual || levelDb - usual < LeastRiseDb)
            return;
        (open, sinceStart, beforeDb, trigger, greatest, lastOver, start) = (true, 0, Math.Max(least, usual), now, now, now, now);
        while (held[start - 1].LevelDb > beforeDb + StillBeforeDb)
            start--;
    }

    private Impulse? Follow(double levelDb, int stepsAfter)
    {
        var now = held.Count - 1;
        if (levelDb > held[greatest].LevelDb)
            greatest = now;
        if (levelDb >= Math.Max(held[greatest].LevelDb - EndsUnderGreatestDb, beforeDb + EndsOverBeforeDb))
            lastOver = now;
        var stays = now - start >= Most;
        if (!stays && (now - lastOver < QuietSteps || now - start < ShareSteps))
            return null;
        var impulse = stays ? null : Describe(now, stepsAfter);
        open = false;
        held.RemoveRange(0, held.Count - Preceding);
        return impulse;
    }

    private Impulse Describe(int now, int stepsAfter)
    {
        var (all, voice, high) = (0d, 0d, 0d);
        for (var i = start; i < start + ShareSteps; i++)
            (all, voice, high) = (all + held[i].Energy, voice + held[i].Voice, high + held[i].High);
        return new Impulse(
            TimeSpan.FromSeconds((now - start + 1 + stepsAfter) * StepTrace.StepSeconds),
            (lastOver - start + 1) * StepTrace.StepSeconds,
            held.Skip(start).Max(s => s.LafDb),
            held[greatest].LevelDb - beforeDb,
            (trigger - start + 1) * StepTrace.StepSeconds,
            Onset.Prominence([.. held.Select(s => s.LafDb)], trigger, StepTrace.StepSeconds),
            highHidden ? null : Math.Min(1, high / all),
            Math.Min(1, voice / all));
    }
}

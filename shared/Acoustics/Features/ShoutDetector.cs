namespace Solutions.Edge.Acoustics.Features;

/// <summary>
/// Finds bursts of 0.3 s to 3 s whose LAF rises at least 15 dB over the LAeq of the 30 s before, from the 10 ms trace of LAF, and of whose seconds'
/// A-weighted energy at least 0.7 lies where voices carry: that leaves out beats of music, breaking glass and most engines.
/// </summary>
/// <remarks>
/// F rings on after a sound by 34.7 dB/s, so a clap that stands 25 dB out would seem to last 0.3 s. The F average is therefore
/// undone first: two neighbouring values give the mean square of the 10 ms between them. A burst lasts from the first to the last 10 ms
/// in which the sound itself stood 15 dB over the reference; pauses of up to 0.15 s within it belong to it. The reference
/// stands still during a burst, and no burst of up to 3 s ever becomes part of it: else a second shout would hide the third. A sound
/// that goes on for longer is no burst but the new state of the place, and becomes part of the reference whole.
/// It cannot distinguish a shout from a bark, a cough at the microphone, a horn, a tyre's or a lorry's hiss, nor words from one another; a shout within 10 s of
/// a start or a gap has no reference and is not found. <see cref="Shout.Share"/> is of whole seconds and thins out where a burst is short.
/// </remarks>
public sealed class ShoutDetector
{
    /// <summary>How far a burst stands over the LAeq of the 30 s before it, in dB.</summary>
    public const double LeastRiseDb = 15;

    /// <summary>Least share of the A-weighted energy of its seconds in the bands 500 Hz to 4 kHz; where that is not measured, it is not asked for.</summary>
    public const double LeastShare = 0.7;

    private const int Least = 30, Most = 300, Pause = 15;

    private static readonly double Keep = Math.Exp(-StepTrace.StepSeconds / TimeWeighting.FastSeconds);

    private readonly ShoutReference reference = new();
    private readonly ShoutSeconds seconds = new();
    private readonly List<double> held = [];
    private double? fastBefore;
    private double thresholdDb, greatestDb;
    private int lastOver;

    /// <summary>Takes in one second.</summary>
    /// <param name="second">The second that follows the one before without a gap; one without a signal is a gap.</param>
    /// <returns>The bursts that are now known to be over.</returns>
    public IReadOnlyList<Shout> Add(SecondLevels second)
    {
        if (second.Steps.Count == 0)
        {
            Clear();
            return [];
        }
        seconds.Add(second);
        var found = new List<Shout>();
        for (var i = 0; i < second.Steps.Count; i++)
            if (Step(second.Steps.LafDb[i]) is { } burst)
            {
                var start = second.Steps.Count - 1 - i + burst.StepsAgo;
                var share = seconds.Share(start, start - burst.Steps);
                if (share is null or >= LeastShare)
                    found.Add(new Shout(TimeSpan.FromSeconds(start * StepTrace.StepSeconds),
                        burst.Steps * StepTrace.StepSeconds, burst.GreatestDb, burst.RiseDb, share));
            }
        return found;
    }

    /// <summary>Forgets everything, as after a gap.</summary>
    public void Clear()
    {
        reference.Clear();
        seconds.Clear();
        held.Clear();
        fastBefore = null;
    }

    private (int StepsAgo, int Steps, double GreatestDb, double RiseDb)? Step(double lafDb)
    {
        var fast = Energy.Of(lafDb);
        var own = fastBefore is { } before ? Math.Max(0, (fast - Keep * before) / (1 - Keep)) : fast;
        fastBefore = fast;
        if (held.Count == 0)
        {
            if (reference.LevelDb is not { } level || own < Energy.Of(level + LeastRiseDb))
            {
                reference.Add(own);
                return null;
            }
            (thresholdDb, greatestDb) = (level + LeastRiseDb, lafDb);
        }
        held.Add(own);
        greatestDb = Math.Max(greatestDb, lafDb);
        if (own >= Energy.Of(thresholdDb))
            lastOver = held.Count - 1;
        return lastOver >= Most || held.Count - 1 - lastOver > Pause ? End() : null;
    }

    private (int StepsAgo, int Steps, double GreatestDb, double RiseDb)? End()
    {
        var (steps, all) = (lastOver + 1, held.Count);
        foreach (var energy in steps > Most ? held : held.Skip(steps))
            reference.Add(energy);
        held.Clear();
        var rise = greatestDb - (thresholdDb - LeastRiseDb);
        return steps is >= Least and <= Most && rise >= LeastRiseDb ? (all, steps, greatestDb, rise) : null;
    }
}

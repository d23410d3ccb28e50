namespace Solutions.Edge.Acoustics.Features;

/// <summary>
/// Follows modulated tones from 1 kHz to 4 kHz, as intruder and car alarms sound them: over 4 s, two neighbouring one-third-octave bands
/// hold 65 % or more of the A-weighted energy at every instant (which two may change), and what they hold repeats itself 0.5 to 20 times a
/// second: a pulsed tone, two tones in turn, a sweep. Reported after 5 s, once a minute while it goes on, and when it has been away for more than 10 s.
/// </summary>
/// <remarks>
/// Speech and music spread too wide or do not repeat themselves so exactly; a steady tone is not modulated (see <see cref="ToneDetector"/>);
/// calls of birds come in phrases with pauses. It cannot distinguish a burglar's alarm from a car's, a smoke detector's or a reversing beeper's:
/// the beeper stops within a minute, and a rule asks for many. Nor can it distinguish an alarm from an electronic melody of four notes without end. It
/// misses one within about 3 dB of everything else, one that sounds below 0.9 kHz or above 4.5 kHz, one that comes round less
/// than once in 2 s (a slow wail, the three pulses and pause of some smoke detectors), and one of pure noise (a rattle, a klaxon).
/// </remarks>
public sealed class AlarmToneDetector
{
    private const double ConfirmSeconds = 5, PauseSeconds = 10;

    private readonly AlarmWindow window = new();
    private readonly GoingOn state = new(ConfirmSeconds, PauseSeconds);
    private readonly AlarmSeconds past = new();
    private ModulatedTone? latest;
    private double greatest, loudest;
    private double? before;

    /// <summary>Takes in one second.</summary>
    /// <param name="second">The second that follows the one before without a gap; one without a signal holds no alarm.</param>
    /// <returns>What there is to report; null as a rule.</returns>
    public AlarmTone? Add(SecondLevels second)
    {
        ArgumentNullException.ThrowIfNull(second);
        if (second.Steps.Count == 0)
            window.Clear();
        window.Add(second.Steps);
        past.Add(second);
        var now = past.Count;
        if (window.Find() is { } found)
        {
            if (!state.Lasts)
                (greatest, loudest, before) = (double.NegativeInfinity, double.NegativeInfinity, past.LAeqBefore(At(found.FirstStepsAgo)));
            greatest = Math.Max(greatest, past.LAFmaxSince(At(found.FirstStepsAgo)));
            loudest = Math.Max(loudest, found.LAeq);
            latest = found;
            return Report(state.Step(now, (At(found.FirstStepsAgo), At(found.LastStepsAgo))));
        }
        return Report(state.Step(now, null));

        double At(int stepsAgo) => now - stepsAgo * StepTrace.StepSeconds;
    }

    /// <summary>Forgets everything, as after a gap. An alarm that went on is not reported as over.</summary>
    public void Clear()
    {
        window.Clear();
        state.Clear();
        past.Clear();
    }

    private AlarmTone? Report(bool due) => due && latest is { } tone
        ? new AlarmTone(TimeSpan.FromSeconds(past.Count - state.Last), state.Last - state.Start, state.Lasts,
            greatest, loudest - before, tone.LowIndex, tone.HighIndex, tone.ModulationHertz)
        : null;
}

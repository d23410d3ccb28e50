using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Features;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

/// <summary>The sound events in a run of seconds, as they travel.</summary>
internal sealed class SoundEvents
{
    private readonly ShoutDetector shouts = new();
    private readonly ImpulseDetector impulses = new();
    private readonly ToneDetector tones = new();
    private readonly AlarmToneDetector alarms = new();

    /// <summary>Takes in the second that ended at <paramref name="end"/>.</summary>
    public IEnumerable<SoundRecord> Add(DateTimeOffset end, SecondLevels second)
    {
        var alarm = alarms.Add(second);
        return
        [
            .. shouts.Add(second).Select(s => SoundRecords.Sound(end, s)),
            .. impulses.Add(second).Select(i => SoundRecords.Sound(end, i)),
            .. tones.Add(second).Select(t => SoundRecords.Sound(end, t)),
            .. alarm is null ? Array.Empty<SoundRecord>() : [SoundRecords.Sound(end, alarm)],
        ];
    }

    /// <summary>Forgets everything, as after a gap.</summary>
    public void Clear()
    {
        shouts.Clear();
        impulses.Clear();
        tones.Clear();
        alarms.Clear();
    }
}

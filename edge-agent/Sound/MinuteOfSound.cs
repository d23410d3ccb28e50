using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Sound;

/// <summary>Gathers the seconds of a segment to whole UTC minutes. One that is begun late or breaks off has a capture under 100 %.</summary>
internal sealed class MinuteOfSound
{
    private LevelStatistics statistics = new();
    private DateTimeOffset? minute;

    /// <summary>Takes in the next second of the segment.</summary>
    /// <param name="start">The UTC second it began at.</param>
    /// <returns>The minute's record, if this was its last second.</returns>
    public NoiseMinuteRecord? Add(DateTimeOffset start, SecondLevels second)
    {
        minute ??= start.AddSeconds(-start.Second);
        statistics.Add(second);
        return start.Second == 59 ? End() : null;
    }

    /// <summary>The segment breaks off: the record of what there is of its last minute; null = nothing.</summary>
    public NoiseMinuteRecord? End()
    {
        if (minute is not { } start)
            return null;
        var record = SoundRecords.NoiseMinute(start, statistics);
        (minute, statistics) = (null, new());
        return record;
    }
}

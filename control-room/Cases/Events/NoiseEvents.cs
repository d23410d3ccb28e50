using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Events;

/// <summary>The events of a night.</summary>
/// <param name="Ranked">By <see cref="NoiseEvent.Rank"/>, the greatest first.</param>
/// <param name="Unsearched">Seconds with a level of which no background was known: no event is found in them.</param>
/// <param name="Parameters">What they were found by.</param>
internal sealed record NightEvents(IReadOnlyList<NoiseEvent> Ranked, int Unsearched, EventParameters Parameters)
{
    /// <summary>From this LAFmax in dB an event counts among those that wake people (WHO, Guidelines for community noise 1999, table 4.1).</summary>
    public const double LoudDb = 45;

    public int Count => Ranked.Count;

    public int Loud => Ranked.Count(e => e.LAFmax?.Db >= LoudDb);
}

/// <summary>Finds the seconds of a night that stand out of its background. Pure.</summary>
internal static class NoiseEvents
{
    /// <param name="device">The microphone.</param>
    /// <param name="night">The night.</param>
    /// <param name="readings">Its seconds, in any order.</param>
    /// <param name="background">What was the background when.</param>
    /// <param name="parameters">The figures.</param>
    public static NightEvents Of(string device, Night night, IEnumerable<NoiseReading> readings, NightBackground background, EventParameters parameters)
    {
        var seconds = NightSeconds.Aligned(night, readings);
        var (found, unsearched) = (new List<NoiseEvent>(), 0);
        // First and last second of what may still go on.
        var (first, last, over) = (-1, -1, (EventBackground?)null);
        for (var i = 0; i < seconds.Length; i++)
        {
            if (first >= 0 && i - last > parameters.GapSeconds)
                End();
            if (seconds[i]?.LAeq is not { } level)
                continue;
            // Frozen while the event lasts: it must not become its own background.
            var now = first >= 0 ? over : background.At(night.From.AddSeconds(i));
            if (now is null)
                unsearched++;
            else if (EventParameters.IsOver(level, now.Level.Db, parameters.OverDb))
                (first, last, over) = (first >= 0 ? first : i, i, now);
        }
        if (first >= 0)
            End();
        return new([.. found.OrderByDescending(e => e.Rank).ThenBy(e => e.From)], unsearched, parameters);

        void End()
        {
            found.Add(Event(device, night, seconds, first, last + 1, over!));
            (first, last, over) = (-1, -1, null);
        }
    }

    private static NoiseEvent Event(string device, Night night, NoiseReading?[] seconds, int first, int end, EventBackground background)
    {
        var (mean, range, most, doubts, measured) = (new EquivalentLevel(), new RangeBounds(), (double?)null, SecondDoubt.None, 0);
        foreach (var second in seconds.AsSpan(first, end - first))
        {
            doubts |= NightSeconds.DoubtOf(second);
            if (second is null)
                continue;
            mean.Add(second.LAeq, TimeSpan.FromSeconds(1));
            range.Add(second.Flags, second.LAFmax);
            most = second.LAFmax is null || most >= second.LAFmax ? most : second.LAFmax;
            measured += second.LAeq is null ? 0 : 1;
        }
        // Where the record begins or breaks off beside it, it may have been longer.
        if (first > 0 && seconds[first - 1] is null || end < seconds.Length && seconds[end] is null)
            doubts |= SecondDoubt.Missing;
        return new(device, night.From.AddSeconds(first), night.From.AddSeconds(end), new(Math.Round(mean.Db!.Value, 2), range.OfMean),
            most is { } db ? new(db, range.OfTimeWeighted(db)) : null, background, doubts, measured);
    }
}

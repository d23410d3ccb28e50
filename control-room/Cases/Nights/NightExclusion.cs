using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>Seconds that follow one another and are left out for one reason.</summary>
/// <param name="From">Seconds since the night began.</param>
/// <param name="To">Its end, not in it.</param>
/// <param name="Why">In words.</param>
internal sealed record LeftOut(int From, int To, string Why);

/// <summary>A night with all that was measured, beside what is left of it without weather and doubt. Pure.</summary>
/// <param name="Left">Without; null = nothing is left.</param>
/// <param name="Out">What is left out, in order.</param>
internal sealed record NightExclusion(NoiseInterval? Left, IReadOnlyList<LeftOut> Out)
{
    /// <summary>Seconds under range stay: without the quiet ones the rest would be louder than the night was.</summary>
    private static readonly (string Flag, string Why)[] Doubts =
    [
        (CalibrationSpan.DoubtFlag, "calibration doubt"), ("wind", "wind at the microphone"), (SecondLevels.Overload, "overload"),
        (SecondLevels.LostSamples, "samples lost"),
    ];

    public int Seconds => Out.Sum(o => o.To - o.From);

    /// <param name="night">The night.</param>
    /// <param name="length">How much of it is over.</param>
    /// <param name="seconds">Every second that is stored of it, ascending.</param>
    /// <param name="minutes">Its minutes, ascending.</param>
    /// <param name="weather">Its weather.</param>
    public static NightExclusion Of(Night night, TimeSpan length, IReadOnlyList<NoiseReading> seconds, IReadOnlyList<NoiseMinute> minutes, NightWeather weather)
    {
        var known = seconds.GroupBy(s => At(night, s.T)).ToDictionary(s => s.Key, s => s.FirstOrDefault(r => r.LAeq is not null) ?? s.First());
        var measured = minutes.Select(m => At(night, m.T) / 60).ToHashSet();
        var found = new List<LeftOut>();
        for (var second = 0; second < (int)length.TotalSeconds; second++)
        {
            var why = known.GetValueOrDefault(second) is { LAeq: not null } reading ? Why(reading) ?? weather.Reason(second)
                : measured.Contains(second / 60) && !known.ContainsKey(second) ? weather.Reason(second) : null;
            if (why is null)
                continue;
            if (found.Count > 0 && found[^1] is var last && last.To == second && last.Why == why)
                found[^1] = last with { To = second + 1 };
            else
                found.Add(new(second, second + 1, why));
        }
        var touched = found.SelectMany(o => Enumerable.Range(o.From / 60, (o.To - 1) / 60 - o.From / 60 + 1)).ToHashSet();
        var outside = found.SelectMany(o => Enumerable.Range(o.From, o.To - o.From)).ToHashSet();
        // Of a minute that is cut, its seconds count; of a whole one, its record.
        NoiseMinute[] whole = [.. minutes.Where(m => !touched.Contains(At(night, m.T) / 60))];
        NoiseReading[] kept = [.. seconds.Where(s => !outside.Contains(At(night, s.T)))];
        var left = kept.Length + whole.Length == 0 || length <= TimeSpan.Zero ? null : NoiseIntervals.Over(night.From, length, kept, whole);
        return new(left?.LAeq is null ? null : left, found);
    }

    private static string? Why(NoiseReading second) => Doubts.FirstOrDefault(d => second.Flags.Contains(d.Flag)).Why;

    private static int At(Night night, DateTimeOffset at) => (int)Math.Floor((at - night.From).TotalSeconds);
}

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>What levels over a time are computed from: its minutes, and the seconds that no minute covers.</summary>
/// <param name="Seconds">Ascending.</param>
/// <param name="Minutes">Ascending; none if they may not be used.</param>
internal sealed record NoiseSpan(NoiseReading[] Seconds, NoiseMinute[] Minutes)
{
    /// <param name="store">Where it is read from.</param>
    /// <param name="device">Its id.</param>
    /// <param name="start">First instant.</param>
    /// <param name="end">The end, not in it.</param>
    /// <param name="ofMinutes">False: intervals are not of whole minutes, so only seconds count.</param>
    /// <param name="isSeen">Whether what was recorded at an instant may be used.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public static async Task<NoiseSpan> ReadAsync(IReadingStore store, string device, DateTimeOffset start, DateTimeOffset end, bool ofMinutes,
        Func<DateTimeOffset, bool> isSeen, CancellationToken cancellationToken)
    {
        // A minute that the end cuts through would bring readings from beyond it.
        NoiseMinute[] minutes = ofMinutes ? [.. (await store.NoiseMinutesAsync(device, start, end.AddMinutes(-1).AddMilliseconds(1), cancellationToken))
            // A minute in which the device was moved is seen by its seconds.
            .Where(m => isSeen(m.T) && isSeen(m.T.AddMinutes(1).AddMilliseconds(-1)))] : [];
        var seconds = new List<NoiseReading>();
        foreach (var (first, last) in NoiseIntervals.SecondsNeeded(minutes, start, end))
            seconds.AddRange((await store.NoiseAsync(device, first, last, int.MaxValue, cancellationToken)).Where(s => isSeen(s.T)));
        return new([.. seconds], minutes);
    }
}

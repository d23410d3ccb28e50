namespace Solutions.Edge.Contracts.Seals;

/// <summary>When a sealed row that is not there was, by the rows of its seal that are. Pure.</summary>
internal static class MissingRow
{
    /// <summary>By the device's clock.</summary>
    /// <param name="seal">Its seal.</param>
    /// <param name="stream">Its stream.</param>
    /// <param name="there">The seal's rows of that stream; null = missing.</param>
    /// <param name="index">Of the row, from 0.</param>
    public static DateTimeOffset TimeOf(SealRecord seal, string stream, UpRecord?[] there, int index)
    {
        var (before, after) = (Array.FindLastIndex(there, index, r => r is not null), Array.FindIndex(there, index, r => r is not null));
        var step = stream switch { Streams.Noise or Streams.Motion => 1, Streams.Heartbeat => 10, Streams.NoiseMinute => 60, _ => 0 };
        if (before >= 0 && after >= 0)
            return Between(RowRepair.TimeOf(there[before]!), RowRepair.TimeOf(there[after]!), (double)(index - before) / (after - before));
        return before >= 0 ? RowRepair.TimeOf(there[before]!).AddSeconds(step * (index - before))
            : after >= 0 ? RowRepair.TimeOf(there[after]!).AddSeconds(-step * (after - index))
            : seal.Minute.AddSeconds(step * index);

        static DateTimeOffset Between(DateTimeOffset first, DateTimeOffset last, double share) => first + (last - first) * share;
    }

    /// <summary>By how much rows of a seal are read later than their device stated.</summary>
    public static TimeSpan ReadLater(SealRecord seal, UpRecord?[] there) =>
        Array.Find(there, r => r is not null) is { } row ? row.T - RowRepair.TimeOf(row) : seal.T - seal.Minute;
}

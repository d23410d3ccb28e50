using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>When things happened by devices that started without a clock, as far as a reader of the spool knows it: each reader has its own. Not thread-safe.</summary>
internal sealed class BootClocks
{
    /// <summary>No machine runs longer: a greater <see cref="UpRecord.Up"/> is none.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private readonly Dictionary<(string Device, string Boot), DateTimeOffset> zeros = [];

    /// <summary>The instant a record is about; null = its device had no clock, and has not told since what the time was.</summary>
    /// <remarks>What a heartbeat tells is learnt on the way, and holds for what comes after it.</remarks>
    public DateTimeOffset? At(string device, UpRecord record)
    {
        if (record is HeartbeatRecord { UpZero: { } zero })
            zeros[(device, record.Boot)] = zero;
        return record.Tq != TimeQuality.Unset ? record.T
            : record.Up <= Longest.TotalMilliseconds && zeros.TryGetValue((device, record.Boot), out var upZero) ? upZero.AddMilliseconds(record.Up) : null;
    }
}

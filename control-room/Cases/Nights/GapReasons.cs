using System.Globalization;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>Why a time of a night has no records, as the device's heartbeats around it show.</summary>
/// <param name="From">Seconds since the night began.</param>
/// <param name="To">Its end, not in it.</param>
/// <param name="Why">In words.</param>
internal sealed record GapReason(int From, int To, string Why);

/// <summary>Reasons of gaps, where they are known. Of a gap that is not explained nothing is stated here. Pure.</summary>
internal static class GapReasons
{
    /// <summary>Shorter ones are seconds that were lost on the way, and no reason is looked for.</summary>
    private const int ShortestGap = 3;

    /// <summary>A heartbeat comes every 10 s: one that is older shows nothing of a gap's beginning.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(60);

    /// <param name="night">The night.</param>
    /// <param name="until">Up to when it is over.</param>
    /// <param name="times">Of every second that has a record.</param>
    /// <param name="heartbeats">From some minutes before the night to some after it, in the order of their times.</param>
    public static IReadOnlyList<GapReason> Of(Night night, DateTimeOffset until, IEnumerable<DateTimeOffset> times, IReadOnlyList<HeartbeatRecord> heartbeats)
    {
        var known = times.Select(t => (int)Math.Floor((t - night.From).TotalSeconds)).ToHashSet();
        var (found, count) = (new List<GapReason>(), (int)(until - night.From).TotalSeconds);
        for (var second = 0; second < count; second++)
        {
            if (known.Contains(second))
                continue;
            var end = second + 1;
            while (end < count && !known.Contains(end))
                end++;
            if (end - second >= ShortestGap && Find(night.From.AddSeconds(second), night.From.AddSeconds(end), heartbeats) is { } why)
                found.Add(new(second, end, why));
            second = end;
        }
        return found;
    }

    private static string? Find(DateTimeOffset from, DateTimeOffset to, IReadOnlyList<HeartbeatRecord> heartbeats)
    {
        var within = heartbeats.Where(h => h.T >= from && h.T < to).ToList();
        var before = heartbeats.LastOrDefault(h => h.T < from && h.T >= from - Near);
        var after = heartbeats.FirstOrDefault(h => h.T >= to && h.T <= to + Near);
        return within.Select(Fault).FirstOrDefault(f => f is not null) ?? Restart(before, within, after)
            ?? Lost(before ?? within.FirstOrDefault(), after ?? within.LastOrDefault());
    }

    private static string? Fault(HeartbeatRecord heartbeat) => heartbeat.Faults?.GetValueOrDefault("microphone") is { } fault ? $"sensor fault: {fault}"
        : heartbeat.Microphone is { State: not "ok" and var state } ? $"sensor fault: the microphone is {state}" : null;

    private static string? Restart(HeartbeatRecord? before, IReadOnlyList<HeartbeatRecord> within, HeartbeatRecord? after)
    {
        if (within.Append(after).FirstOrDefault(h => h is not null && before is not null && h.Boot != before.Boot) is null)
            return null;
        return within.Prepend(before).Any(h => h?.Power is { Source: PowerSource.Battery })
            ? "power lost: the device ran on its battery, then started again" : "the device restarted";
    }

    private static string? Lost(HeartbeatRecord? before, HeartbeatRecord? after) =>
        before is not null && after is not null && before.Boot == after.Boot && Dropped(after) - Dropped(before) is > 0 and var dropped
            ? string.Create(CultureInfo.InvariantCulture, $"network: the device had no room left and dropped {dropped} records") : null;

    private static long Dropped(HeartbeatRecord heartbeat) => heartbeat.DroppedByStream is { } streams ? streams.GetValueOrDefault(Streams.Noise)
        : heartbeat.Dropped;
}

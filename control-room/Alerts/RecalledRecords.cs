using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>What a site that wakes takes from the reading store: levels for its background, and what another control room judged.</summary>
/// <param name="site">The site.</param>
/// <param name="rules">Its rules.</param>
/// <param name="fed">The records these rules were fed.</param>
/// <param name="readings">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what could not be recalled.</param>
internal sealed class RecalledRecords(string site, RuleEvaluator rules, JudgedRecords fed, IReadingStore readings, TimeProvider time, ILogger log)
{
    /// <summary>How long a site waits for the store before it goes by what it hears: half of what an alarm may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BackgroundNeeds = TimeSpan.FromMinutes(75);

    /// <summary>A store that did not answer is asked again after so long: one that hangs costs <see cref="Patience"/> each time.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long? failed;

    /// <summary>From when on what another control room judged is still to be recalled; null = nothing.</summary>
    public DateTimeOffset? OwedFrom { get; set; }

    /// <summary>The last 75 min of levels for the background. Without the store the rules go by what they hear from now on.</summary>
    public async Task LevelsAsync(DateTimeOffset now, CancellationToken patience)
    {
        try
        {
            foreach (var device in rules.History.Devices.Where(d => d.Device.Sound is not null))
            {
                var from = Math.Max((now - BackgroundNeeds).ToUnixTimeMilliseconds(), device.SinceMs ?? 0);
                foreach (var second in await readings.NoiseAsync(device.Device.Id, DateTimeOffset.FromUnixTimeMilliseconds(from), now, int.MaxValue, patience))
                {
                    device.Recall(second.T, second.LAeq);
                    rules.History.NotePeak(device, second.T.ToUnixTimeSeconds(), second.LAFmax);
                }
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            SiteLog.NoLevelsRecalled(log, site, e.Message);
        }
    }

    /// <summary>
    /// What another control room judged: its spool is not here, but its devices forget only what the reading store has. Until that
    /// answers the site goes by what it hears; an opening that was not seen as one, because nobody here knew the gate to be shut, then rings late.
    /// </summary>
    /// <param name="judged">What the site has judged, whichever control room led.</param>
    /// <param name="now">Up to when.</param>
    public async Task JudgedAsync(JudgedRecords judged, DateTimeOffset now)
    {
        if (OwedFrom is not { } from || (failed is { } at && time.GetElapsedTime(at) < Pause))
            return;
        var records = new List<StoredRecord>();
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var devices = rules.History.Devices.Select(d => d.Device.Id).ToHashSet();
            await foreach (var stored in readings.ExportAsync(from, now, devices, patience.Token))
            {
                if (judged.Contains(stored.Device, stored.Record.Boot, ReadingTable.Of(stored.Record).Stream, stored.Record.Seq))
                    records.Add(stored);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failed = time.GetTimestamp();
            SiteLog.NothingRecalled(log, site, e.Message);
            return;
        }
        OwedFrom = null;
        foreach (var (device, record) in records.OrderBy(r => r.Record.T))
            Recall(device, ReadingTable.Of(record).Stream, record);
    }

    /// <summary>Nothing rings for it: one at which the rules fail is passed over.</summary>
    private void Recall(string device, string stream, UpRecord record)
    {
        try
        {
            if (record.T > rules.Now)
                rules.AdvanceTo(record.T);
            if (fed.Add(device, record.Boot, stream, record.Seq))
                rules.Feed(device, record, record.T, new(record.T, IsOwn: record.Tq != TimeQuality.Unset));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            SiteLog.Unreadable(log, device, stream, e.Message);
        }
    }
}

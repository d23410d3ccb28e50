using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom;

/// <summary>What a demonstration starts with: the last 75 minutes of a home, marked as seeded. A venue begins with what its microphone hears.</summary>
internal static partial class Demonstration
{
    private static readonly TimeSpan SeededTime = TimeSpan.FromMinutes(75);

    public static async Task SeedAsync(SiteCatalog sites, IReadingStore readings, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        foreach (var site in sites.Sites.Where(s => s is { SeededLAeq: not null, Licence: null }))
        {
            foreach (var device in site.Devices.Where(d => d.Sound is not null))
            {
                try
                {
                    await SeedLevelsAsync(readings, device, site.SeededLAeq!.Value, time.GetUtcNow(), cancellationToken);
                }
                catch (Exception e) when (e is IOException or RefusedReadingsException)
                {
                    // Alerts wait for no reading store, not even at a start.
                    NotSeeded(log, site.Id, e.Message);
                }
            }
        }
    }

    /// <summary>Fills what is missing of the last 75 minutes: after a restart the gap, not what was measured.</summary>
    private static async Task SeedLevelsAsync(IReadingStore readings, DeviceEntry device, double level, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = DateTimeOffset.FromUnixTimeSeconds((now - SeededTime).ToUnixTimeSeconds());
        var known = (await readings.NoiseAsync(device.Id, from, now, int.MaxValue, cancellationToken)).Select(n => n.T).ToHashSet();
        // A quiet room breathes: a slow swell and a little of every second's own, the same each time.
        var own = new Random(1);
        var seconds = Enumerable.Range(0, (int)SeededTime.TotalSeconds).Select(i => from.AddSeconds(i)).Where(t => t < now && !known.Contains(t));
        await readings.ImportAsync(SeededSeals.With([.. seconds.Select(t => new SeededLevel(t,
            level + 0.8 * Math.Sin(t.ToUnixTimeSeconds() / 97.0) + 0.6 * (own.NextDouble() - 0.5)).ToRecord(device.Id, SeededSeals.Boot(from)))]),
            cancellationToken);
    }

    [LoggerMessage(20, LogLevel.Warning, "Site {Site} starts without its seeded levels, the reading store does not take them: {Reason}")]
    private static partial void NotSeeded(ILogger log, string site, string reason);
}

using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Usual;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom;

/// <summary>Nights that a demonstration shows at once, marked as seeded; written beside its start, the latest first, for no start to wait for them.</summary>
internal sealed partial class SeededNights(
    SiteCatalog sites, IReadingStore readings, LearnUsual learn, TimeProvider time, ILogger<SeededNights> log) : BackgroundService
{
    /// <summary>The agents start meanwhile: a small machine has room for both.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var site in sites.Sites.Where(s => s is { SeededNights: not null, SeededLAeq: not null }))
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone);
            foreach (var device in site.Devices.Where(d => d.Sound is not null))
            {
                var evening = Night.Latest(time.GetUtcNow(), zone).Evening;
                try
                {
                    for (var before = 0; before < site.SeededNights; before++)
                    {
                        var night = Night.Of(evening.AddDays(-before), zone);
                        // Of a venue those with music alone: a small machine has better to do.
                        if (site.Licence is not null && !HasMusic(night))
                            continue;
                        if (night.To <= time.GetUtcNow())
                            await SeedAsync(device.Id, night, site.SeededLAeq!.Value, stoppingToken);
                        await Task.Delay(Pause, time, stoppingToken);
                    }
                }
                catch (Exception e) when (e is IOException or RefusedReadingsException)
                {
                    NotSeeded(log, site.Id, e.Message);
                }
            }
            await LearnAsync(site, stoppingToken);
        }
    }

    /// <summary>What is usual there is learnt of its nights as anywhere: it need not wait for four in the morning.</summary>
    private async Task LearnAsync(SiteEntry site, CancellationToken stopping)
    {
        try
        {
            await learn.LearnAsync(site, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotLearnt(log, site.Id, e.Message);
        }
    }

    /// <summary>One night in levels, always the same for the same evening: one in seven is not there, one in seven breaks off.</summary>
    internal static IEnumerable<SeededLevel> Levels(Night night, double quiet)
    {
        var kind = night.Evening.DayNumber % 7;
        var own = new Random(night.Evening.DayNumber);
        // Somebody next door plays music on the evenings before a day off, and now and then a door falls shut.
        var (starts, ends) = HasMusic(night) ? (own.Next(600, 3600), own.Next(7200, 14_400)) : (0, 0);
        var breaksOff = kind switch { 0 => 0, 2 => 18_000, _ => night.Seconds };
        for (var (i, door) = (0, 0.0); i < breaksOff; i++)
        {
            door = own.Next(4000) == 0 ? 18 + 10 * own.NextDouble() : door * 0.6;
            // Songs of three to four minutes, and a breath between them.
            var music = i >= starts && i < ends && i % 240 < 222 ? 18 + 3 * Math.Sin(i / 9.0) + 3 * Math.Sin(i / 211.0) : 0;
            var room = quiet - 1.5 * Math.Sin(Math.PI * i / night.Seconds) + 0.8 * Math.Sin(i / 97.0) + 0.6 * (own.NextDouble() - 0.5);
            var level = room + Math.Max(music, door);
            yield return new(
                night.From.AddSeconds(i), Math.Round(level, 2), Math.Round(level + 1.5 + 2 * own.NextDouble(), 2), Math.Round(room, 2), music > door);
        }
    }

    private static bool HasMusic(Night night) => night.Evening.DayNumber % 7 is 4 or 5;

    private async Task SeedAsync(string device, Night night, double quiet, CancellationToken stopping)
    {
        if ((await readings.NoiseAsync(device, night.From, night.To, 1, stopping)).Count > 0)
            return;
        var boot = SeededSeals.Boot(night.From);
        var seconds = Levels(night, quiet).Select(s => (Level: s, Record: s.ToRecord(device, boot))).ToList();
        await readings.ImportAsync(SeededSeals.With([.. seconds.Select(s => s.Record),
            .. seconds.Chunk(60).Select(m => Minute(device, boot, [.. m.Select(s => s.Level)], [.. m.Select(s => (NoiseRecord)s.Record.Record)]))]), stopping);
    }

    private static StoredRecord Minute(string device, string boot, SeededLevel[] seconds, NoiseRecord[] records)
    {
        var mean = new EquivalentLevel();
        foreach (var second in seconds)
            mean.Add(second.LAeq, TimeSpan.FromSeconds(1));
        var bins = seconds.Select(s => (int)Math.Round(s.LAeq * 10)).ToList();
        var counts = new int[bins.Max() - bins.Min() + 1];
        foreach (var bin in bins)
            counts[bin - bins.Min()] += 100;
        return new(device, new NoiseMinuteRecord
        {
            Boot = boot,
            Seq = seconds[0].T.ToUnixTimeSeconds(),
            T = seconds[0].T,
            LAeq = Math.Round(mean.Db!.Value, 2),
            LCeq = Mean(records.Select(r => r.LCeq)),
            Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(i => Mean(records.Select(r => r.Bands![i])))],
            LAFmax = seconds.Max(s => s.LAFmax),
            Histogram = new(bins.Min(), counts),
            OverloadSeconds = 0,
            UnderRangeSeconds = 0,
            Capture = 100.0 * seconds.Length / 60,
        });
    }

    private static double? Mean(IEnumerable<double?> levels) => Math.Round(10 * Math.Log10(levels.Average(l => Math.Pow(10, l!.Value / 10))), 2);

    [LoggerMessage(21, LogLevel.Warning, "Site {Site} has not all of its seeded nights, the reading store does not take them: {Reason}")]
    private static partial void NotSeeded(ILogger log, string site, string reason);

    [LoggerMessage(23, LogLevel.Warning, "What is usual at site {Site} is not learnt of its seeded nights: {Reason}")]
    private static partial void NotLearnt(ILogger log, string site, string reason);
}

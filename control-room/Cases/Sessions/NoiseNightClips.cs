using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Cases.Sessions;

/// <summary>NOISE-NIGHT at a home asks for a clip while a session runs there, so many in twelve hours.</summary>
internal sealed partial class NoiseNightClips(
    Feed feed, AlertBoard board, SiteCatalog sites, ClipRequests requests, TimeProvider time, ILogger<NoiseNightClips> log) : BackgroundService
{
    public const int MostANight = 6;
    public const string Why = "NOISE-NIGHT";

    /// <summary>A device has the ten seconds before for so long.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    private readonly FeedSubscription<AlertsChanged> changes = feed.Subscribe<AlertsChanged>(capacity: 1);
    private HashSet<(string Alert, DateTimeOffset Fired)> seen = [];

    public override void Dispose()
    {
        changes.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in changes.Reader.ReadAllAsync(stoppingToken))
        {
            var open = board.All.Where(r => r.Code == Why && r.SiteType == SiteType.HOME).ToList();
            var fresh = open.Where(r => !seen.Contains((r.Id, r.Fired)) && time.GetUtcNow() - r.Fired < Fresh).ToList();
            seen = [.. open.Select(r => (r.Id, r.Fired))];
            foreach (var row in fresh)
                await AskAsync(row, stoppingToken);
        }
    }

    private async Task AskAsync(AlertRow row, CancellationToken stopping)
    {
        try
        {
            if (sites.Find(row.Site) is { } home && await requests.AskAllAsync(home, row.Fired, Why, ClipEraser.Hand, MostANight, stopping) is { } fault)
                NotAsked(log, row.Site, fault);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotAsked(log, row.Site, e.Message);
        }
    }

    [LoggerMessage(963, LogLevel.Warning, "NOISE-NIGHT asked for a sound clip at {Site} in vain: {Reason}")]
    private static partial void NotAsked(ILogger log, string site, string reason);
}

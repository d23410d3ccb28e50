using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>
/// At a start: alerts of sites that have been closed since they rang wait for a person still. Their sites are fed no more, so nothing else wakes them.
/// </summary>
internal sealed class ClosedSites(SiloStart silo, IGrainFactory grains, SiteCatalog sites, AlertJournal journal, TimeProvider time, ILogger<ClosedSites> log)
    : BackgroundService
{
    /// <summary>From one attempt to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await silo.Up.WaitAsync(stoppingToken);
        while (!await TryWakeAsync(stoppingToken))
            await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> TryWakeAsync(CancellationToken stopping)
    {
        try
        {
            var listed = sites.Sites.Select(s => s.Id).ToHashSet();
            foreach (var site in (await journal.OpenSitesAsync()).Where(s => !listed.Contains(s) && sites.Find(s) is not null))
                await grains.GetGrain<ISiteGrain>(site).PositionAsync(0).WaitAsync(stopping);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SiteLog.ClosedNotShown(log, e.Message);
            return false;
        }
    }
}

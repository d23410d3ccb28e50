using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>
/// At a start: alerts of sites that have been closed since they rang wait for a person still. Their sites are fed no more, so nothing else wakes them.
/// </summary>
internal sealed class ClosedSites(IGrainFactory grains, SiteCatalog sites, AlertJournal journal, ILogger<ClosedSites> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var listed = sites.Sites.Select(s => s.Id).ToHashSet();
            foreach (var site in (await journal.OpenSitesAsync()).Where(s => !listed.Contains(s) && sites.Find(s) is not null))
                await grains.GetGrain<ISiteGrain>(site).PositionAsync(0).WaitAsync(stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            SiteLog.ClosedNotShown(log, e.Message);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Database;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>The catalogue as it is stored.</summary>
/// <param name="Sites">The sites with their devices.</param>
/// <param name="Closed">Those that are sites no more, without devices.</param>
/// <param name="SinceMs">By device since when it has been at its site, Unix ms.</param>
/// <param name="Stays">By device where it has stood, the first place first.</param>
internal sealed record StoredSites(IReadOnlyList<SiteEntry> Sites, IReadOnlyList<SiteEntry> Closed, IReadOnlyDictionary<string, long> SinceMs,
    IReadOnlyDictionary<string, IReadOnlyList<Stay>> Stays);

/// <summary>Sites in rows and out of them.</summary>
internal static class SiteRows
{
    public static async Task<StoredSites> ReadAsync(ControlRoomDb db, CancellationToken cancellationToken)
    {
        var sites = (await db.Set<SiteRow>().AsNoTracking().ToListAsync(cancellationToken)).OrderBy(s => s.Rank).ToList();
        var devices = await db.Set<DeviceRow>().AsNoTracking().ToDictionaryAsync(d => d.Id, cancellationToken);
        var zones = (await db.Set<ZoneRow>().AsNoTracking().ToListAsync(cancellationToken)).ToLookup(z => z.Device);
        var all = await db.Set<AssignmentRow>().AsNoTracking().OrderBy(a => a.FromMs).ThenBy(a => a.Number).ToListAsync(cancellationToken);
        var here = all.Where(a => a.UntilMs is null).ToList();
        var bySite = here.ToLookup(a => a.Site);
        return new(
            [
                .. sites.Where(s => s.ClosedMs is null).Select(s => s.Site with
                {
                    Devices = [.. bySite[s.Id].OrderBy(a => a.Rank).Select(a => WithZones(devices[a.Device].Device, zones[a.Device]))],
                }),
            ],
            [.. sites.Where(s => s.ClosedMs is not null).Select(s => s.Site)], here.ToDictionary(a => a.Device, a => a.FromMs),
            all.GroupBy(a => a.Device).ToDictionary(its => its.Key, IReadOnlyList<Stay> (its) => [.. its.Select(a => new Stay(a.Site, a.FromMs, a.UntilMs))]));
    }

    /// <summary>Changes the rows to what these sites are; what is no more is closed or ended, and kept.</summary>
    /// <param name="db">With an open transaction.</param>
    /// <param name="sites">All of them.</param>
    /// <param name="fromMs">Since when a device is where it was not before, Unix ms.</param>
    /// <param name="nowMs">Until when one was where it is no more, Unix ms.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task PutAsync(ControlRoomDb db, IReadOnlyList<SiteEntry> sites, long fromMs, long nowMs, CancellationToken cancellationToken)
    {
        await PutSitesAsync(db, sites, nowMs, cancellationToken);
        await PutDevicesAsync(db, [.. sites.SelectMany(s => s.Devices)], cancellationToken);
        var begins = await EndAssignmentsAsync(db, sites, fromMs, nowMs, cancellationToken);
        // What ended is stored before what begins: a device is at one place at a time.
        await db.SaveChangesAsync(cancellationToken);
        db.AddRange(begins);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static DeviceEntry WithZones(DeviceEntry device, IEnumerable<ZoneRow> zones) =>
        device.Camera is { } camera ? device with { Camera = camera with { Zones = [.. zones.OrderBy(z => z.Rank).Select(z => z.Zone)] } } : device;

    private static DeviceEntry WithoutZones(DeviceEntry device) =>
        device.Camera is { } camera ? device with { Camera = camera with { Zones = [] } } : device;

    private static async Task PutSitesAsync(ControlRoomDb db, IReadOnlyList<SiteEntry> sites, long nowMs, CancellationToken cancellationToken)
    {
        var rows = await db.Set<SiteRow>().ToDictionaryAsync(s => s.Id, cancellationToken);
        foreach (var (rank, site) in sites.Index())
        {
            var entry = site with { Devices = [] };
            if (rows.Remove(site.Id, out var row))
                (row.Rank, row.Site, row.ClosedMs) = (rank, entry, null);
            else
                db.Add(new SiteRow { Id = site.Id, Rank = rank, Site = entry });
        }
        foreach (var row in rows.Values)
            row.ClosedMs ??= nowMs;
    }

    private static async Task PutDevicesAsync(ControlRoomDb db, IReadOnlyList<DeviceEntry> devices, CancellationToken cancellationToken)
    {
        var rows = await db.Set<DeviceRow>().ToDictionaryAsync(d => d.Id, cancellationToken);
        var zones = (await db.Set<ZoneRow>().ToListAsync(cancellationToken)).ToDictionary(z => (z.Device, z.Id));
        foreach (var device in devices)
        {
            if (rows.TryGetValue(device.Id, out var row))
                row.Device = WithoutZones(device);
            else
                db.Add(new DeviceRow { Id = device.Id, Device = WithoutZones(device) });
            foreach (var (rank, zone) in (device.Camera?.Zones ?? []).Index())
            {
                if (zones.Remove((device.Id, zone.Id), out var known))
                    (known.Rank, known.Zone) = (rank, zone);
                else
                    db.Add(new ZoneRow { Device = device.Id, Id = zone.Id, Rank = rank, Zone = zone });
            }
        }
        var named = devices.Select(d => d.Id).ToHashSet();
        db.RemoveRange(zones.Values.Where(z => named.Contains(z.Device)));
    }

    /// <returns>Those that begin.</returns>
    private static async Task<IReadOnlyList<AssignmentRow>> EndAssignmentsAsync(
        ControlRoomDb db, IReadOnlyList<SiteEntry> sites, long fromMs, long nowMs, CancellationToken cancellationToken)
    {
        var rows = await db.Set<AssignmentRow>().Where(a => a.UntilMs == null).ToDictionaryAsync(a => a.Device, cancellationToken);
        var begins = new List<AssignmentRow>();
        foreach (var site in sites)
        {
            foreach (var (rank, device) in site.Devices.Index())
            {
                if (rows.TryGetValue(device.Id, out var row) && row.Site == site.Id)
                {
                    row.Rank = rank;
                    rows.Remove(device.Id);
                }
                else
                    begins.Add(new() { Device = device.Id, Site = site.Id, Rank = rank, FromMs = fromMs });
            }
        }
        foreach (var row in rows.Values)
            row.UntilMs = nowMs;
        return begins;
    }
}

using System.Collections.Frozen;
using System.Text.Json;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>The sites as they are now, and which device is at which. They change while the control room runs; one that has not keeps its entry.</summary>
internal sealed class SiteCatalog
{
    private static readonly FrozenDictionary<string, IReadOnlyList<Stay>> NoStays = FrozenDictionary<string, IReadOnlyList<Stay>>.Empty;

    private volatile Snapshot now;

    public SiteCatalog(IReadOnlyList<SiteEntry> sites) => now = new(sites, [], FrozenDictionary<string, long>.Empty, NoStays);

    /// <summary>Called after a change, by the one that made it.</summary>
    public event Action? Changed;

    /// <summary>Another list after every change.</summary>
    public IReadOnlyList<SiteEntry> Sites => now.Sites;

    /// <summary>The site with this id, also one that is closed: it has no devices. Null = there never was one.</summary>
    public SiteEntry? Find(string site) => now.ById.GetValueOrDefault(site);

    /// <summary>The site a device is at; null if it is at none.</summary>
    public SiteEntry? SiteOf(string device) => now.ByDevice.TryGetValue(device, out var found) ? found.Site : null;

    public DeviceEntry? Device(string device) => now.ByDevice.TryGetValue(device, out var found) ? found.Device : null;

    /// <summary>Since when a device has been at its site, Unix ms: what it reports of before belongs to another place. 0 = as long as is known.</summary>
    public long SinceMs(string device) => now.SinceMs.GetValueOrDefault(device);

    /// <summary>Where a device has stood, the first place first.</summary>
    public IReadOnlyList<Stay> Stays(string device) =>
        now.Stays.GetValueOrDefault(device) ?? (SiteOf(device) is { } site ? [new(site.Id, SinceMs(device), null)] : []);

    /// <summary>The devices that stand at a site or have stood there.</summary>
    public IReadOnlyCollection<string> EverAt(string site) => now is var all
        ? [.. all.Stays.Where(s => s.Value.Any(stay => stay.Site == site)).Select(s => s.Key)
            .Union(all.ById.GetValueOrDefault(site)?.Devices.Select(d => d.Id) ?? [])] : [];

    /// <summary>These are the sites from now on.</summary>
    /// <param name="sites">The sites.</param>
    /// <param name="closed">Those that are sites no more, without devices.</param>
    /// <param name="sinceMs">By device since when it has been at its site, Unix ms.</param>
    /// <param name="stays">By device where it has stood, the first place first; null = no more is known than where it stands.</param>
    public void Replace(IEnumerable<SiteEntry> sites, IEnumerable<SiteEntry> closed, IReadOnlyDictionary<string, long> sinceMs,
        IReadOnlyDictionary<string, IReadOnlyList<Stay>>? stays = null)
    {
        var before = now;
        now = new([.. sites.Select(Known)], [.. closed.Select(Known)], sinceMs, stays ?? NoStays);
        Changed?.Invoke();

        // Followers see by the reference that it has not changed. A device that came back has been elsewhere meanwhile.
        SiteEntry Known(SiteEntry site) => before.ById.TryGetValue(site.Id, out var known) && Written(known) == Written(site)
            && site.Devices.All(d => before.SinceMs.GetValueOrDefault(d.Id) == sinceMs.GetValueOrDefault(d.Id)) ? known : site;
    }

    private static string Written(SiteEntry site) => JsonSerializer.Serialize(site, SitesJson.Default.SiteEntry);

    private sealed record Snapshot(IReadOnlyList<SiteEntry> Sites, IReadOnlyList<SiteEntry> Closed, IReadOnlyDictionary<string, long> SinceMs,
        IReadOnlyDictionary<string, IReadOnlyList<Stay>> Stays)
    {
        public FrozenDictionary<string, SiteEntry> ById { get; } = Sites.Concat(Closed).ToFrozenDictionary(s => s.Id);

        public FrozenDictionary<string, (SiteEntry Site, DeviceEntry Device)> ByDevice { get; } =
            Sites.SelectMany(s => s.Devices.Select(d => (Site: s, Device: d))).ToFrozenDictionary(x => x.Device.Id);
    }
}

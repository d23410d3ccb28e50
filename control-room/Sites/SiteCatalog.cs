using System.Collections.Frozen;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Sites;

/// <summary>The sites, and which device is at which. Outside the demonstration there are none yet.</summary>
internal sealed class SiteCatalog
{
    private readonly FrozenDictionary<string, SiteEntry> byId;
    private readonly FrozenDictionary<string, (SiteEntry Site, DeviceEntry Device)> byDevice;

    public SiteCatalog(IEnumerable<SiteEntry> sites)
    {
        Sites = [.. sites];
        byId = Sites.ToFrozenDictionary(s => s.Id);
        byDevice = Sites.SelectMany(s => s.Devices.Select(d => (Site: s, Device: d))).ToFrozenDictionary(x => x.Device.Id);
    }

    public IReadOnlyList<SiteEntry> Sites { get; }

    /// <summary>The site with this id; null if there is none.</summary>
    public SiteEntry? Find(string site) => byId.GetValueOrDefault(site);

    /// <summary>The site a device is at; null if it is at none.</summary>
    public SiteEntry? SiteOf(string device) => byDevice.TryGetValue(device, out var found) ? found.Site : null;

    public DeviceEntry? Device(string device) => byDevice.TryGetValue(device, out var found) ? found.Device : null;
}

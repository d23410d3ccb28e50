using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>Looks at what a <see cref="Sight"/> is made of.</summary>
internal sealed class Lookout(SiteCatalog sites, DevicePresence presence, MqttConnection mqtt, AlertBoard board, TimeProvider time)
{
    public Sight Now()
    {
        var devices = sites.Sites.SelectMany(s => s.Devices).Select(d => d.Id).ToList();
        return Sight.Of(
            [.. devices.Select(Reporting)],
            [.. devices.Select(d => presence.IsSilent(d, time.GetUtcNow()))], mqtt.DeafSince, mqtt.ConnectedSince, board.StandsStillSince,
            [.. board.Fenced.Select(f => (sites.Find(f.Site) is { } site && OperatorSites.IsSeen(site) ? site.Name : f.Site, f.Since))]);
    }

    /// <summary>The devices of a site that are silent, with the latest record of each.</summary>
    public IReadOnlyList<(DeviceEntry Device, DateTimeOffset? LastHeard)> SilentAt(SiteEntry site) =>
        [.. site.Devices.Where(d => presence.IsSilent(d.Id, time.GetUtcNow())).Select(d => (d, presence.LastHeard(d.Id)))];

    private (DateTimeOffset From, DateTimeOffset Last)? Reporting(string device) =>
        presence.HeardFrom(device) is { } from && presence.LastHeard(device) is { } last ? (from, last) : null;
}

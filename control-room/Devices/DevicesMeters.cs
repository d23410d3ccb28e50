using System.Diagnostics.Metrics;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>What is counted of the devices, and of what screens missed of them.</summary>
internal static class DevicesMeters
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Devices");
        var (presence, sites, time) = (services.GetRequiredService<DevicePresence>(), services.GetRequiredService<SiteCatalog>(), services.GetRequiredService<TimeProvider>());
        meter.CreateObservableGauge("solutions.device.dropped", () => presence.Dropped.Select(d => new Measurement<long>(d.Value, [new("device", d.Key)])),
            "records", "Records that devices gave up for want of room since they booted");
        meter.CreateObservableGauge("solutions.devices.silent", () => sites.Sites.SelectMany(s => s.Devices)
            .LongCount(d => !(time.GetUtcNow() - presence.LastHeard(d.Id) < DevicePresence.SilentAfter)), "devices", "Devices that have not reported for 60 s");
        var feed = services.GetRequiredService<Feed>();
        meter.CreateObservableCounter("solutions.screens.missed", () => feed.Missed, "messages", "Messages that a slow screen missed");
    }
}

using System.Diagnostics.Metrics;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>What is counted of the devices, and of what screens missed of them.</summary>
internal static class DevicesMeters
{
    public static void Add(IServiceProvider services)
    {
        var meter = services.GetRequiredService<IMeterFactory>().Create("Solutions.Edge.ControlRoom.Devices");
        var (presence, sites, time) = (services.GetRequiredService<DevicePresence>(), services.GetRequiredService<SiteCatalog>(),
            services.GetRequiredService<TimeProvider>());
        meter.CreateObservableGauge("solutions.device.dropped", () => presence.Losses.Select(d => new Measurement<long>(d.Dropped, [new("device", d.Device)])),
            "records", "Records that devices gave up for want of room since they booted");
        meter.CreateObservableGauge("solutions.device.refused", () => presence.Losses.Select(d => new Measurement<long>(d.Refused, [new("device", d.Device)])),
            "records", "Records that devices set aside because they are refused here, since they booted");
        meter.CreateObservableGauge("solutions.devices.unknown", () => (long)presence.Strangers.Known, "devices",
            "Devices at no site that have sent something");
        meter.CreateObservableCounter("solutions.devices.unknown_forgotten", () => presence.Strangers.GivenUp, "devices",
            "Devices at no site that were forgotten for want of room");
        meter.CreateObservableGauge("solutions.devices.silent", () => sites.Sites.SelectMany(s => s.Devices)
            .LongCount(d => presence.IsSilent(d.Id, time.GetUtcNow())), "devices", "Devices that have not reported for 60 s");
        var places = services.GetRequiredService<DevicePlaces>();
        meter.CreateObservableGauge("solutions.devices.configuration_behind", () => places.Behind, "devices",
            "Devices that have run another configuration than the present one of their place for over a minute");
        var standing = services.GetRequiredService<DeviceStanding>();
        meter.CreateObservableGauge("solutions.devices.two_holders", () => (long)standing.Holds.Count, "devices",
            "Devices of which two at once hold the identity: neither is believed");
        meter.CreateObservableCounter("solutions.devices.not_believed", () => standing.Refused, "messages",
            "Messages of devices that are revoked or not believed; they were not acknowledged");
        var feed = services.GetRequiredService<Feed>();
        meter.CreateObservableCounter("solutions.screens.missed", () => feed.Missed, "messages", "Messages that a slow screen missed");
    }
}

using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>A device as scripts see it. <paramref name="Reporting"/>: heard within the last 60 s.</summary>
internal sealed record DeviceView(string Id, string Name, string Site, bool Reporting, DateTimeOffset? LastHeard);

internal static class DevicesFeature
{
    public static void AddDevices(this IServiceCollection services) => services.AddSingleton<DevicePresence>();

    public static void MapDevices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/devices", (SiteCatalog sites, DevicePresence presence, TimeProvider time) => sites.Sites.SelectMany(site => site.Devices.Select(device =>
            new DeviceView(device.Id, device.Name, site.Id, time.GetUtcNow() - presence.LastHeard(device.Id) < DevicePresence.SilentAfter, presence.LastHeard(device.Id)))))
            .WithSummary("The devices, and when each was last heard.");
}

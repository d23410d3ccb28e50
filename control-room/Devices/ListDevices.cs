using Microsoft.AspNetCore.Http.HttpResults;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Http;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>The devices of all sites, and which of them run one version of the agent.</summary>
internal sealed class ListDevices(SiteCatalog sites, DevicePresence presence, DevicePlaces places, DeviceStanding standing, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/devices", Handle)
        .WithSummary(
            "The devices, or those whose agent is of one version: when each was last heard, by how much its clock is off where that is not believed, "
                + "how many of its records are refused, which configuration of its place is in force there, how its identity stands, "
                + "its version, and in words whether it reports, runs on its battery, or lost its power.")
        .Needs(Right.SeeDevices);

    /// <summary>As they stand now, site by site.</summary>
    public IEnumerable<(SiteEntry Site, DeviceView Device)> All(Caller caller)
    {
        var now = time.GetUtcNow();
        return sites.Sites.SelectMany(site => site.Devices.Select(device =>
            (site, DeviceView.Of(site, device, caller, sites.SinceMs(device.Id), presence, places, standing, now))));
    }

    private static Results<Ok<IEnumerable<DeviceView>>, ProblemHttpResult> Handle(string? version, ListDevices devices, Caller caller) =>
        version is { Length: 0 or > HeartbeatRecord.LongestVersion }
            ? QueryValue.Wrong("version", version, $"an agent's version such as 0.1.0, of 1 to {HeartbeatRecord.LongestVersion} characters")
            : TypedResults.Ok(devices.All(caller).Select(d => d.Device).Where(d => version is null || d.Version == version));
}

using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access;
using Solutions.Edge.ControlRoom.Database;
using Solutions.Edge.ControlRoom.Devices.Calibrations;
using Solutions.Edge.ControlRoom.Devices.Examinations;
using Solutions.Edge.ControlRoom.Devices.Identities;
using Solutions.Edge.ControlRoom.Devices.Visits;
using Solutions.Edge.ControlRoom.Sites;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>A device as scripts see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Site">Where it is.</param>
/// <param name="Reporting">A record of it arrived within the last 60 s.</param>
/// <param name="LastHeard">When its last record arrived; null = none has since the control room started.</param>
/// <param name="ClockOffSeconds">By how much its clock is off where it is set and not believed, above zero = ahead; null = none of its records of
/// the last 60 s is doubted.</param>
/// <param name="ClockDoubted">Records whose time was not believed since the control room started: they stand where they arrived.</param>
/// <param name="Refused">Records that it has set aside since it booted because they are refused here; null = it has not reported it since the control room
/// started.</param>
/// <param name="SiteSince">Since when it has been at its site; null = as long as is known.</param>
/// <param name="Config">Version of its place's configuration in force at the device, 0 = none; null = it has stated none since the control room
/// started.</param>
/// <param name="ConfigPresent">Version of the one that holds at its place now.</param>
/// <param name="Identity">none, valid, expired, revoked, or two-holders: then it is not believed until an engineer decides.</param>
/// <param name="IdentityUntil">Until when its certificate is valid, or was; null = it has none.</param>
/// <param name="IdentityReason">Why it is revoked or not believed; null = it is believed.</param>
/// <param name="Version">The agent's, as its last heartbeat states it; null = none has come since the control room started.</param>
/// <param name="Faults">What of it does not work, by its part, as its last heartbeat states it; null = nothing, or none has come.</param>
/// <param name="Microphone">How its live microphone is; null = it has none, or no heartbeat has come.</param>
/// <param name="Supply">Its supply; null = it has no meter for it, or no heartbeat has come.</param>
/// <param name="Power">Whether it runs on the mains or on its battery, and since when; null = it does not state it, or no heartbeat has come.</param>
internal sealed record DeviceView(string Id, string Name, string Site, bool Reporting, DateTimeOffset? LastHeard, double? ClockOffSeconds, long ClockDoubted,
    long? Refused, DateTimeOffset? SiteSince, long? Config, long? ConfigPresent, string Identity, DateTimeOffset? IdentityUntil, string? IdentityReason,
    string? Version, IReadOnlyDictionary<string, string>? Faults, MicrophoneHealth? Microphone, SupplyReading? Supply, PowerReading? Power)
{
    /// <summary>yes, or what stands against it: on battery since 14:02, power lost, no word.</summary>
    public string State => DeviceState.Words(this);


    public static DeviceView Of(
        SiteEntry site, DeviceEntry device, Caller caller, long sinceMs, DevicePresence presence, DevicePlaces places, DeviceStanding standing,
        DateTimeOffset now)
    {
        var (certificate, hold) = (standing.Latest(device.Id), standing.HoldOf(device.Id));
        var identity = certificate is null ? "none" : certificate.Revoked is not null ? "revoked" : hold is not null ? "two-holders"
            : now >= certificate.Expires ? "expired" : "valid";
        var (received, doubt) = (presence.LastHeard(device.Id), presence.Doubt(device.Id));
        return new(device.Id, caller.NameOf(site, device), site.Id, now - received < DevicePresence.SilentAfter, received,
            now - doubt?.At < DevicePresence.SilentAfter ? Math.Round(doubt!.Off.TotalSeconds, 3) : null, doubt?.Records ?? 0, presence.Refused(device.Id),
            sinceMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(sinceMs) : null, places.InForce(device.Id), places.Present(device.Id)?.Version,
            identity, certificate?.Expires, certificate?.Revoked ?? hold, presence.Version(device.Id),
            presence.Faults(device.Id), presence.Microphone(device.Id), presence.Supply(device.Id), presence.Power(device.Id));
    }
}

internal static class DevicesFeature
{
    public static void AddDevices(this IServiceCollection services) => services.AddSingleton<DevicePresence>().AddSingleton<DeviceStanding>()
        .AddSingleton<ListDevices>().AddSingleton<SoundGrants>().AddSingleton<DevicePlaces>().AddHostedService(s => s.GetRequiredService<DevicePlaces>())
        .AddSingleton<IModelPart, VisitsModel>().AddSingleton<VisitBook>().AddSingleton<IKeptOfPerson, VisitsOfPerson>()
        .AddSingleton<IModelPart, ExaminationsModel>().AddSingleton<Doctor>()
        .AddSingleton<IModelPart, CalibrationsModel>().AddSingleton<CalibrationBook>();

    public static void MapDevices(this IEndpointRouteBuilder routes)
    {
        DevicesMeters.Add(routes.ServiceProvider);
        ListDevices.Map(routes);
        VisitsApi.Map(routes);
        DoctorApi.Map(routes);
        CalibrationsApi.Map(routes);
    }
}

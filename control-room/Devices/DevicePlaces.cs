using MQTTnet.Exceptions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Devices;

/// <summary>
/// Sends each device what it is to know of its place: as soon as that changes, or the device states another version; then again, less and less often,
/// until it states this one. In memory: after a start every device states its version anew.
/// </summary>
internal sealed class DevicePlaces : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly SiteCatalog sites;
    private readonly SoundGrants grants;
    private readonly MqttConnection mqtt;
    private readonly TimeProvider time;
    private readonly ILogger<DevicePlaces> log;
    private readonly Lock access = new();
    private readonly PerDevice<StatedPlace> stated;
    private readonly Dictionary<string, (SiteEntry Site, SoundGrant? Grant, PlaceConfiguration Place)> present = [];
    private readonly SemaphoreSlim news = new(0, 1);

    public DevicePlaces(SiteCatalog sites, SoundGrants grants, MqttConnection mqtt, TimeProvider time, ILogger<DevicePlaces> log)
    {
        (this.sites, this.grants, this.mqtt, this.time, this.log) = (sites, grants, mqtt, time, log);
        stated = new(d => sites.SiteOf(d) is not null);
        sites.Changed += Wake;
        grants.Changed += Wake;
    }

    /// <summary>Connected devices that have run another configuration than the present one for over a minute.</summary>
    public long Behind
    {
        get
        {
            lock (access)
                return stated.Values.LongCount(d => d.Value.IsConnected && d.Value.IsBehind(time));
        }
    }

    /// <summary>What holds at the device's place now; null = it is at no site.</summary>
    public PlaceConfiguration? Present(string device)
    {
        if (sites.SiteOf(device) is not { } site || sites.Device(device) is not { } entry)
            return null;
        // A session that expires ends by itself: the next look finds none.
        var grant = entry.Sound is null ? null : grants.Of(site.Id);
        lock (access)
        {
            // A site that has not changed is the same object.
            if (!present.TryGetValue(device, out var known) || known.Site != site || known.Grant != grant)
                present[device] = known = (site, grant, Of(site, entry, grant));
            return known.Place;
        }
    }

    /// <summary>Version in force at the device, 0 = none; null = it has not stated one since the control room started.</summary>
    public long? InForce(string device)
    {
        lock (access)
            return stated.TryGet(device, out var its) ? its.Version : null;
    }

    /// <summary>A device states what is in force there, or that it is gone.</summary>
    public void States(string device, StatusMessage status)
    {
        lock (access)
        {
            if (status.State == StatusMessage.Offline)
            {
                // The will of an earlier connection is no news of this one.
                if (stated.TryGet(device, out var its) && (its.Boot, its.Connection) == (status.Boot, status.Connection))
                    its.IsConnected = false;
                return;
            }
            if (status.Config is not { } version)
                return;
            stated.Set(device, new(version, status.Boot, status.Connection));
        }
        Wake();
    }

    public override void Dispose()
    {
        sites.Changed -= Wake;
        grants.Changed -= Wake;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var look = time.CreateTimer(_ => Wake(), null, LookAgain, LookAgain);
        while (true)
        {
            await news.WaitAsync(stoppingToken);
            foreach (var (device, place) in Due())
                await SendAsync(device, place, stoppingToken);
        }
    }

    private static PlaceConfiguration Of(SiteEntry site, DeviceEntry device, SoundGrant? grant) => new PlaceConfiguration
    {
        Type = site.Type,
        ShowPeople = site.ShowPeople,
        // Which council camera sees a zone is for operators.
        Zones = [.. (device.Camera?.Zones ?? []).Select(z => z with { CallUp = null })],
        Masks = device.Camera?.Masks ?? [],
        Sound = grant,
    }.Numbered();

    private void Wake()
    {
        lock (access)
        {
            if (news.CurrentCount == 0)
                news.Release();
        }
    }

    private List<(string Device, PlaceConfiguration Place)> Due()
    {
        var due = new List<(string, PlaceConfiguration)>();
        lock (access)
        {
            foreach (var (device, its) in stated.Values.Where(d => d.Value.IsConnected))
            {
                if (Present(device) is { } place && its.IsDue(place.Version, time))
                    due.Add((device, place));
            }
        }
        return due;
    }

    private async Task SendAsync(string device, PlaceConfiguration place, CancellationToken stopping)
    {
        try
        {
            await mqtt.PublishAsync(Topics.DownConfig(device), place.Write(), retain: false, stopping);
        }
        catch (Exception e) when (e is InvalidOperationException or MqttCommunicationException or IOException)
        {
            // It is sent again.
            DevicesLog.NotSent(log, place.Version, device, e.Message);
        }
    }
}

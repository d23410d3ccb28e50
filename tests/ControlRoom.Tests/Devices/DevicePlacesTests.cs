using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Sites;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Devices;

/// <summary>Without a broker: what is tried to be sent is in the log.</summary>
public sealed class DevicePlacesTests : IAsyncDisposable
{
    private static readonly SiteEntry Street = Site("street", "lamp", "kerb"), Alley = Site("alley", "gate", "passage");

    private readonly FakeTimeProvider time = new();
    private readonly CollectedLog<DevicePlaces> log = new();
    private readonly SiteCatalog sites = new([Street, Alley]);
    private readonly MqttConnection mqtt;
    private readonly DevicePlaces places;

    public DevicePlacesTests()
    {
        mqtt = new(new("127.0.0.1", () => 1, null, () => 1), new([]), time, new CollectedLog<MqttConnection>());
        places = new(sites, new(time), mqtt, time, log);
    }

    public async ValueTask DisposeAsync()
    {
        await places.StopAsync(CancellationToken.None);
        places.Dispose();
        mqtt.Dispose();
    }

    [Fact]
    public void A_device_is_told_what_belongs_to_it_and_nothing_of_council_cameras()
    {
        var place = places.Present("lamp")!;
        Assert.Equal((SiteType.TOWN, true), (place.Type, place.ShowPeople));
        Assert.Equal(("kerb", null), (Assert.Single(place.Zones).Id, place.Zones[0].CallUp));
        Assert.Single(place.Masks);
        Assert.Null(places.Present("stranger"));
    }

    [Fact]
    public async Task A_device_that_states_another_version_is_sent_the_present_one_and_one_that_states_it_is_not()
    {
        await places.StartAsync(CancellationToken.None);
        States("lamp", places.Present("lamp")!.Version);
        States("gate", 0);
        await SendsAsync("gate");
        Assert.Equal((places.Present("lamp")!.Version, 0L, null), (places.InForce("lamp"), places.InForce("gate"), places.InForce("stranger")));
    }

    [Fact]
    public async Task A_device_that_knows_of_no_configuration_and_one_at_no_site_are_sent_none()
    {
        await places.StartAsync(CancellationToken.None);
        places.States("lamp", new(StatusMessage.Online, Ids.New(), 1));
        States("stranger", 0);
        States("gate", 0);
        await SendsAsync("gate");
    }

    [Fact]
    public async Task Only_the_devices_of_a_place_that_has_changed_are_sent_it()
    {
        await places.StartAsync(CancellationToken.None);
        // Those that are sent nothing come first.
        States("gate", places.Present("gate")!.Version);
        States("lamp", places.Present("lamp")!.Version);
        sites.Replace([Street with { Devices = [Device("lamp", "lane")] }, Alley with { Name = "Passage" }], [], new Dictionary<string, long>());
        await SendsAsync("lamp");
        Assert.Equal("lane", places.Present("lamp")!.Zones[0].Id);
    }

    [Fact]
    public async Task A_device_that_is_gone_is_sent_nothing_but_not_by_the_will_of_an_earlier_connection()
    {
        var boot = Ids.New();
        places.States("gate", new(StatusMessage.Online, boot, 2, 7));
        places.States("lamp", new(StatusMessage.Online, boot, 2, 7));
        places.States("gate", new(StatusMessage.Offline, boot, 2, 7));
        places.States("lamp", new(StatusMessage.Offline, boot, 1, 7));
        await places.StartAsync(CancellationToken.None);
        await SendsAsync("lamp");
        Assert.Equal(7, places.InForce("gate"));
    }

    private void States(string device, long version) => places.States(device, new(StatusMessage.Online, Ids.New(), 1, version));

    private async Task SendsAsync(string device)
    {
        await Eventually.IsTrueAsync("a message", () => Task.FromResult(!log.Lines.IsEmpty));
        Assert.Contains($"is not with device {device} ", Assert.Single(log.Lines).Text, StringComparison.Ordinal);
    }

    private static SiteEntry Site(string id, string device, string zone) =>
        new() { Id = id, Name = id, Type = SiteType.TOWN, TimeZone = "UTC", ShowPeople = true, Devices = [Device(device, zone)] };

    private static DeviceEntry Device(string id, string zone) => new()
    {
        Id = id,
        Name = id,
        Camera = new()
        {
            Zones = [new() { Id = zone, Kind = ZoneKind.Road, Polygon = [[0, 0], [1, 0], [1, 1]], CallUp = new(47, 3) }],
            Masks = [[[0, 0], [0.1, 0], [0.1, 0.1]]],
        },
    };
}

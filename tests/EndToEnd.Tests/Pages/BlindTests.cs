using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Pages;

/// <summary>Silence is no calm.</summary>
public sealed class BlindTests : OperatorPage
{
    [Fact]
    public async Task Nothing_is_called_quiet_until_every_sensor_reports_and_one_health_line_says_how_many_do()
    {
        var page = await OpenAsync();
        var (health, band, sites) = (page.Locator("[data-health]"), page.Locator("[data-band]"), page.GetByLabel("Why it stayed quiet"));
        await Assertions.Expect(band).ToHaveTextAsync("All 3 sensors have been silent since the control room started. Nothing can ring here.");
        await Assertions.Expect(health).ToContainTextAsync("3 of 3 sensors silent, broker connected, no record yet");
        await Assertions.Expect(page).ToHaveTitleAsync("Blind - Solutions Edge");
        await Assertions.Expect(sites).Not.ToContainTextAsync("nothing stirred");
        await Assertions.Expect(sites.Locator("h2")).ToHaveTextAsync("Blind");
        var box = (await band.BoundingBoxAsync())!;
        Assert.Equal((0, 1440), (box.X, box.Width));

        await using var north = await ReportAsync("north");
        await Assertions.Expect(band).ToHaveCountAsync(0);
        await Assertions.Expect(health).ToContainTextAsync("2 of 3 sensors silent");
        await Assertions.Expect(health).ToContainTextAsync(new Regex("latest record [0-9]+ s ago"));
        await Assertions.Expect(sites.Locator("h2")).ToHaveTextAsync("Nothing waits; 2 of 3 sensors silent");
        await Assertions.Expect(page.Locator("[data-quiet-site=alley]")).ToContainTextAsync("1 of 2 sensors silent");

        await using var south = await ReportAsync("south");
        await using var bedroom = await ReportAsync("bedroom");
        await Assertions.Expect(health).ToContainTextAsync("3 sensors report");
        await Assertions.Expect(sites.Locator("h2")).ToHaveTextAsync(new Regex("^Quiet [0-9]+ s$"));
        await Assertions.Expect(page).ToHaveTitleAsync("Quiet - Solutions Edge");
        await Assertions.Expect(page.Locator("[data-quiet-site=alley]")).ToContainTextAsync("nothing stirred");

        // Within what a gate may stand open nothing rings, and nothing is said to be still.
        await south.SendAsync(Streams.Gate, new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Open, Bolt = BoltState.Withdrawn });
        await Assertions.Expect(page.Locator("[data-quiet-site=alley] span")).ToHaveTextAsync("South gate open");
        await south.SendAsync(Streams.Gate, new GateRecord { T = TimeProvider.System.GetUtcNow(), Contact = ContactState.Closed, Bolt = BoltState.Withdrawn });
        await Assertions.Expect(page.Locator("[data-quiet-site=alley] span")).Not.ToContainTextAsync("open");
        Assert.Empty(Console);
    }

    [Fact]
    public async Task A_gate_shows_open_or_shut_its_bolt_and_since_when_and_beside_what_rings_nothing_is_said_to_be_still()
    {
        var page = await OpenAsync();
        var gate = page.Locator("[data-gate=north]");
        await Assertions.Expect(gate).ToHaveTextAsync("North gate silent");
        await using var north = await ForceAsync("north");
        await Assertions.Expect(gate).ToHaveTextAsync(new Regex("^North gate open since [0-9:]{8}, bolt thrown$"));
        await Assertions.Expect(page.Locator("[data-quiet-site=alley]")).ToContainTextAsync("P1 Gate forced");
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^1 waiting, P1"));
        await AcknowledgeAsync(page);
        await Assertions.Expect(page).ToHaveTitleAsync(new Regex("^1 going on"));
        Assert.Empty(Console);
    }

    /// <summary>A camera reports every second: of one that is silent nothing is known long before its device counts as silent.</summary>
    [Fact]
    public async Task Of_an_alert_whose_sensor_has_fallen_silent_nothing_is_said_but_that_and_since_when()
    {
        var page = await OpenAsync();
        await using var north = await WireDevice.ConnectAsync("north", Room.MqttPort);
        var now = TimeProvider.System.GetUtcNow();
        await north.SendAsync(Streams.Gate, new GateRecord { T = now, Contact = ContactState.Open, Bolt = BoltState.Withdrawn });
        await north.SendAsync(Streams.Motion, new MotionRecord { T = now, Occupied = 1 });
        var covered = new CameraRecord { T = now, Kind = CameraRecord.Covered, State = FindingState.Found, Since = now.AddSeconds(-10) };
        await north.SendAsync(Streams.Camera, covered);
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync("Waiting");
        await Assertions.Expect(page.Locator("[data-alert]")).ToContainTextAsync("sensor silent");
        await Assertions.Expect(page.Locator("[data-standing]")).ToHaveTextAsync(new Regex("^Not known: sensor silent since [0-9:]{8}$"));
        await Assertions.Expect(page.Locator("[data-gate=north]")).ToContainTextAsync("silent, was open since before", new() { Timeout = 90_000 });
        Assert.Empty(Console);
    }

    private async Task<WireDevice> ReportAsync(string id)
    {
        var device = await WireDevice.ConnectAsync(id, Room.MqttPort);
        await device.SendAsync(Streams.Heartbeat, new HeartbeatRecord { T = TimeProvider.System.GetUtcNow(), Version = "1", Queue = 0, Dropped = 0 });
        return device;
    }
}

/// <summary>A control room whose broker is gone.</summary>
public sealed class NoBrokerTests : OperatorPage
{
    private protected override Dictionary<string, string> Settings => new() { ["SOLUTIONS__MQTT__URL"] = $"mqtt://127.0.0.1:{FreePort.Take(1)[0]}" };

    [Fact]
    public async Task Without_a_broker_a_band_says_that_nothing_can_ring()
    {
        var page = await OpenAsync();
        await Assertions.Expect(page.Locator("[data-band]")).ToContainTextAsync(new Regex("The broker is gone: the control room has been deaf for [0-9]+ s"));
        await Assertions.Expect(page.Locator("[data-health]")).ToContainTextAsync("no broker");
        Assert.DoesNotContain("Quiet", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }
}

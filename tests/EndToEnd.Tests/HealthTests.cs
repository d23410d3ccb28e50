using System.Text.RegularExpressions;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>What is lost, refused or damaged can be seen. In a process of its own: instruments belong to a process, whatever else runs in it.</summary>
public class HealthTests
{
    [Fact]
    public async Task What_is_dropped_refused_or_damaged_is_on_the_page_and_in_the_metrics()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp" }],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites);
        await using var lamp = await WireDevice.ConnectAsync("lamp", room.MqttPort);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Noise), "no JSON"u8.ToArray());
        var now = TimeProvider.System.GetUtcNow();
        await lamp.SendAsync(Streams.Heartbeat,
            new HeartbeatRecord { Boot = "b00700b0", Seq = 1, T = now, Queue = 0, Version = "1", Dropped = 4711, Refused = 12 });
        await Eventually.LacksNothingAsync("page with what was counted", async () => Missing(await room.Http.GetStringAsync("/health"),
            @"<dt>Records that devices gave up for want of room since they booted</dt>\n<dd>4711 records</dd>",
            @"<dt>Records that devices set aside because they are refused here, since they booted</dt>\n<dd>12 records</dd>",
            @"<dt>Records and messages that were refused</dt>\n<dd>1 records</dd>",
            @"<dt>Messages that a slow screen missed</dt>\n<dd>0 messages</dd>",
            @"<dt>Damaged places met in the spool</dt>\n<dd>0 places</dd>"));
        Assert.Equal(12, (await room.GetAsync("/api/v1/devices"))[0].GetProperty("refused").GetInt32());
        await Eventually.LacksNothingAsync("complete answer of /metrics", async () => Missing(await room.Http.GetStringAsync("/metrics"),
            @"solutions_device_dropped_records\{[^}]*device=""lamp""[^}]*\} 4711\n", @"solutions_messages_rejected_records_total\{[^}]*\} 1\n",
            "solutions_device_refused", "solutions_screens_missed", "solutions_spool_damaged", "solutions_readings_behind", "solutions_evidence_differing"));
    }

    [Fact]
    public async Task A_device_that_runs_on_its_battery_says_so_to_scripts_and_on_the_pages_of_devices()
    {
        using var folder = new TemporaryFolder();
        var sites = SitesFileWriter.Write(folder.Path, new SiteEntry
        {
            Id = "street",
            Name = "Street",
            Type = SiteType.STREET,
            TimeZone = "Europe/London",
            Devices = [new() { Id = "lamp", Name = "Lamp" }],
        });
        await using var room = await ControlRoomProcess.StartAsync(sites);
        await using var lamp = await WireDevice.ConnectAsync("lamp", room.MqttPort);
        var now = TimeProvider.System.GetUtcNow();
        await lamp.SendAsync(Streams.Heartbeat, new HeartbeatRecord
        {
            Boot = "b00700b0",
            Seq = 1,
            T = now,
            Tq = TimeQuality.Synced,
            Queue = 0,
            Dropped = 0,
            Version = "1",
            Power = new() { Source = PowerSource.Battery, Since = now.AddMinutes(-3) },
        });
        var words = FormattableString.Invariant($"yes, but on battery since {now.AddMinutes(-3):yyyy-MM-dd HH:mm}");
        await Eventually.LacksNothingAsync("list of devices with its power", async () => Missing(await room.Http.GetStringAsync("/devices"), words));
        Assert.Contains(words, await room.Http.GetStringAsync("/devices/lamp"), StringComparison.Ordinal);
        var device = (await room.GetAsync("/api/v1/devices"))[0];
        Assert.Equal((words, "battery"), (device.GetProperty("state").GetString(), device.GetProperty("power").GetProperty("source").GetString()));
    }

    /// <summary>The patterns that a text has nothing of, and the text; empty if there is none.</summary>
    private static string Missing(string text, params string[] patterns) =>
        patterns.Where(p => !Regex.IsMatch(text, p)).ToList() is { Count: > 0 } missing ? $"{string.Join(", ", missing)} missing in\n{text}" : "";
}

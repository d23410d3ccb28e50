using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Ingest;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Ingest;

/// <summary>From a device's MQTT client to the disk and back, over a real broker.</summary>
public class IntakeTests
{
    private static readonly SiteEntry Home = new()
    {
        Id = "home",
        Name = "Home",
        Type = SiteType.HOME,
        TimeZone = "Europe/London",
        Devices = [new() { Id = "bedroom", Name = "Bedroom" }],
    };

    [Fact]
    public void The_subscription_to_the_devices_stands_before_anything_is_started()
    {
        var services = new ServiceCollection();
        services.AddMqtt(_ => new("unused", () => 1, null, () => 1));
        services.AddIngest("unused", hasSuccessor: false);
        using var provider = services.BuildServiceProvider();
        Assert.Equal([Topics.EveryUp], provider.GetRequiredService<MqttSubscriptions>().Filters);
    }

    [Fact]
    public async Task Over_the_embedded_broker_good_records_are_stored_and_acknowledged_and_bad_ones_listed()
    {
        await using var intake = await Intake.StartAsync(sites: Home);
        await AssertIntakeAsync(intake, intake.BrokerPort);
    }

    [Fact]
    public async Task Over_Mosquitto_good_records_are_stored_and_acknowledged_and_bad_ones_listed()
    {
        if (!Mosquitto.IsInstalled)
            Assert.Skip($"{Mosquitto.Executable} is not installed: apt-get install mosquitto");
        await using var mosquitto = await Mosquitto.StartAsync();
        await using var intake = await Intake.StartAsync(mosquitto.Port, sites: Home);
        await AssertIntakeAsync(intake, mosquitto.Port);
    }

    [Fact]
    public async Task A_device_receives_which_of_its_records_do_not_read_in_the_form_in_which_they_came()
    {
        await using var intake = await Intake.StartAsync(sites: Home);
        await using var lamp = await WireDevice.ConnectAsync("lamp", intake.BrokerPort);
        var boot = Ids.New();
        string Record(int seq) => Json(Noise(seq) with { Boot = boot, Seq = seq });
        string Wrong(int seq) => Record(seq).Replace("\"LAeq\":52.3", "\"LAeq\":5230", StringComparison.Ordinal);
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Noise), Encoding.UTF8.GetBytes($"[{Record(1)},{Wrong(2)},{Wrong(3)},{Record(4)}]"));
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Packed),
            PackedMessage.Pack([new(Streams.Noise, [Encoding.UTF8.GetBytes(Wrong(5)), Encoding.UTF8.GetBytes(Record(6))])]));
        foreach (var (refused, also) in new[] { ("[[2,3]]", "[[4,4]"), ("[[5,5]]", "[6,6]]") })
        {
            await Eventually.IsTrueAsync($"refusal of {refused}", () => Task.FromResult(lamp.Received.SelectMany(m => m.Payload.EnumerateArray()).Any(a =>
                a.GetProperty("boot").GetString() == boot && a.TryGetProperty("refused", out var ranges) && ranges.GetRawText() == refused
                && a.GetProperty("through").GetInt64() == 1 && a.GetProperty("also").GetRawText().Contains(also.Trim('[', ']'), StringComparison.Ordinal))));
        }
    }

    private static async Task AssertIntakeAsync(Intake intake, int port)
    {
        await using var lamp = await WireDevice.ConnectAsync("lamp", port);
        for (var second = 0; second < 3; second++)
            await lamp.SendAsync(Streams.Noise, Noise(second));
        var earlier = Ids.New();
        var (one, two) = (Json(Noise(10) with { Boot = earlier, Seq = 1 }), Json(Noise(11) with { Boot = earlier, Seq = 2 }));
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Noise), Encoding.UTF8.GetBytes($"[{two},{{\"v\":1}},{one}]"));
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Packed),
            PackedMessage.Pack([new(Streams.Noise, [RecordJson.Write(Noise(12) with { Boot = earlier, Seq = 3 })])]));
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Noise), Encoding.UTF8.GetBytes(one));
        await lamp.SendRawAsync(Topics.Up("lamp", Streams.Gate), "not JSON at all"u8.ToArray());
        await lamp.SendRawAsync(Topics.Up("lamp", "colour"), "{}"u8.ToArray());
        await lamp.SendRawAsync(Topics.Up("bedroom", Streams.Noise), "what was said at home"u8.ToArray());
        await lamp.SendAsync(Streams.NoiseMinute, Minute);
        await lamp.SendAsync(Streams.Gate, new GateRecord { T = DateTimeOffset.UnixEpoch.AddYears(50), Contact = ContactState.Open });

        await lamp.IsAcknowledgedAsync(Streams.Noise);
        await lamp.IsAcknowledgedAsync(Streams.NoiseMinute);
        await lamp.IsAcknowledgedAsync(Streams.Gate);
        await Eventually.IsTrueAsync("acknowledgement of the earlier boot", () => Task.FromResult(lamp.Received.SelectMany(m => m.Payload.EnumerateArray())
            .Any(a => a.GetProperty("boot").GetString() == earlier && a.GetProperty("through").GetInt64() == 3)));
        Assert.Equal(
            [
                (Streams.Gate, 1), (Streams.Noise, 1), (Streams.Noise, 1), (Streams.Noise, 2),
                (Streams.Noise, 2), (Streams.Noise, 3), (Streams.Noise, 3), (Streams.NoiseMinute, 1),
            ],
            intake.Spool.Read(0, intake.Spool.Durable).Select(r => (r.Stream, r.Seq)).Order());
        AssertRejected(await intake.Http.GetFromJsonAsync<JsonElement>("/api/v1/rejected", TestContext.Current.CancellationToken));
        var noise = await Eventually.HasAsync("noise in the reading store", async () =>
            (await intake.Http.GetFromJsonAsync<JsonElement>("/api/v1/noise?device=lamp&from=2020-01-01T00:00:00Z&to=2030-01-01T00:00:00Z"))
                .GetProperty("items") is var items
                && items.GetArrayLength() == 6 ? (JsonElement?)items : null);
        // The minute came after the seconds and is no second among them.
        await Eventually.IsTrueAsync("LAF percentiles of the minute", async () =>
            (await intake.Http.GetFromJsonAsync<JsonElement>("/api/v1/noise?device=lamp&from=2026-11-23T23:00:00Z&to=2026-11-23T23:15:00Z&interval=15m"))
                .GetProperty("items")[0] is var interval
                && interval.GetProperty("percentilesOf").GetString() == "LAF" && Math.Round(interval.GetProperty("LA50").GetDouble(), 1) == 48.1);
        Assert.All(noise!.Value.EnumerateArray(), n => Assert.Equal(52.3, n.GetProperty("LAeq").GetDouble()));
    }

    private static void AssertRejected(JsonElement rejected)
    {
        Assert.Equal(4, rejected.GetProperty("count").GetInt64());
        var items = rejected.GetProperty("items").EnumerateArray()
            .Select(i => (Topic: i.GetProperty("topic").GetString()!, Reason: i.GetProperty("reason").GetString()!,
                Payload: i.GetProperty("payload").GetString())).ToList();
        Assert.Equal([Topics.Up("bedroom", Streams.Noise), Topics.Up("lamp", "colour"), Topics.Up("lamp", Streams.Gate), Topics.Up("lamp", Streams.Noise)],
            items.Select(i => i.Topic));
        Assert.Null(items[0].Payload);
        Assert.StartsWith("v is missing; it must be ", items[1].Reason, StringComparison.Ordinal);
        Assert.Equal("not JSON at all", items[2].Payload);
        Assert.Contains("boot is missing; it must be a text", items[3].Reason, StringComparison.Ordinal);
    }

    private static NoiseMinuteRecord Minute { get; } = new()
    {
        T = new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero),
        LAeq = 52.3,
        Histogram = new(481, [6000]),
        OverloadSeconds = 0,
        UnderRangeSeconds = 0,
        Capture = 100,
    };

    private static NoiseRecord Noise(int second) =>
        new() { T = new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero).AddSeconds(second), N = 48_000, LAeq = 52.3 };

    private static string Json(NoiseRecord record) => Encoding.UTF8.GetString(RecordJson.Write(record));
}

using System.Net;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Devices;
using Solutions.Edge.ControlRoom.Live;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Health;

public class HealthTests(RunningRoom room)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_is_said_of_everything_that_must_work()
    {
        var (mqtt, board) = (await room.ServiceAsync<MqttConnection>(), await room.ServiceAsync<AlertBoard>());
        await Eventually.IsTrueAsync("connection to the broker, and no refusal of the other test", () => Task.FromResult(mqtt.ConnectedSince is not null && board.StandsStillSince is null));
        var said = await GetAsync("/readyz", HttpStatusCode.OK);
        Assert.StartsWith("ready\nalerts: records are judged\nbroker: connected since ", said, StringComparison.Ordinal);
        Assert.Contains("\ndatabase: answers\nreadings: readings are stored\nspool: records are stored\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_no_alert_can_be_made_it_is_alive_and_not_ready_and_says_since_when()
    {
        var board = await room.ServiceAsync<AlertBoard>();
        await Eventually.IsTrueAsync("refusal", async () =>
        {
            // The feeder takes it back at its next second.
            board.StandsStillSince = new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
            using var answer = await room.SendAsync(new(HttpMethod.Get, "/readyz"));
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable
                && (await answer.Content.ReadAsStringAsync(Cancel)).Contains("alerts: no alert is made since 2026-11-23 23:00:00 UTC", StringComparison.Ordinal);
        });
        await GetAsync("/healthz", HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_dropped_refused_or_damaged_is_on_the_page_and_in_the_metrics()
    {
        (await room.ServiceAsync<DevicePresence>()).Drops("lamp", 4711);
        using (var slow = (await room.ServiceAsync<Feed>()).Subscribe<string>(capacity: 1))
        {
            (await room.ServiceAsync<Feed>()).Publish("shown");
            (await room.ServiceAsync<Feed>()).Publish("missed the first");
        }
        var page = await GetAsync("/health", HttpStatusCode.OK);
        Assert.Contains("<dt>Records that devices gave up for want of room since they booted</dt>\n<dd>4711 records</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Messages that a slow screen missed</dt>\n<dd>1 messages</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Damaged places met in the spool</dt>", page, StringComparison.Ordinal);
        Assert.Contains("Started 2", page, StringComparison.Ordinal);
        string[] names =
        [
            "solutions_device_dropped", "solutions_screens_missed", "solutions_spool_damaged", "solutions_readings_behind", "solutions_messages_rejected",
            "solutions_evidence_differing", "device=\"lamp\"",
        ];
        // The exporter gives an answer of the last 300 ms again, and other tests ask the same room.
        await Eventually.LacksNothingAsync("complete answer of /metrics", async () =>
        {
            var metrics = await GetAsync("/metrics", HttpStatusCode.OK);
            var missing = names.Where(n => !metrics.Contains(n, StringComparison.Ordinal)).ToList();
            return missing is [] ? "" : $"{string.Join(", ", missing)} missing in\n{metrics}";
        });
    }

    private async Task<string> GetAsync(string path, HttpStatusCode status)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Get, path));
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}

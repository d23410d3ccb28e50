using System.Net;
using Solutions.Edge.ControlRoom.Alerts;
using Solutions.Edge.ControlRoom.Mqtt;
using Solutions.Edge.ControlRoom.Tests.Http;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.ControlRoom.Tests.Health;

[Collection("meters")]
public class HealthTests(RunningRoom room)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_is_said_of_everything_that_must_work()
    {
        var (mqtt, board) = (await room.ServiceAsync<MqttConnection>(), await room.ServiceAsync<AlertBoard>());
        await Eventually.IsTrueAsync("connection to the broker, and no refusal of the other test", () =>
            Task.FromResult(mqtt.ConnectedSince is not null && board.StandsStillSince is null));
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
                && (await answer.Content.ReadAsStringAsync(Cancel)).Contains("alerts: no alert is made since 2026-11-23 23:00:00 UTC",
                    StringComparison.Ordinal);
        });
        await GetAsync("/healthz", HttpStatusCode.OK);
    }

    private async Task<string> GetAsync(string path, HttpStatusCode status)
    {
        using var answer = await room.SendAsync(new(HttpMethod.Get, path));
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }
}

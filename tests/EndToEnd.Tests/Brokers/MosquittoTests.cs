using Solutions.Edge.Contracts;
using Solutions.Edge.Fleet;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Brokers;

/// <summary>Debian's Mosquitto with the configuration that stands in the tree.</summary>
public class MosquittoTests : BrokerCompliance
{
    private Mosquitto mosquitto = null!;

    [Fact]
    public async Task Devices_receive_a_word_when_the_control_room_begins_to_listen()
    {
        await using var device = await WireDevice.ConnectAsync("gate", Port);
        await Room.KillAsync();
        await Room.StartAgainAsync();
        await Eventually.IsTrueAsync("an acknowledgement of nothing", () => Task.FromResult(
            device.Received.Any(m => m.Topic == Topics.DownAck("gate") && m.Payload.GetArrayLength() == 0)));
    }

    [Fact]
    public async Task Changes_of_an_alert_while_the_broker_is_away_are_published_when_it_is_back()
    {
        var id = "";
        await using (var gate = await WireDevice.ConnectAsync("gate", Port))
        {
            await gate.SendAsync(Streams.Gate, Gate(ContactState.Closed));
            await gate.SendAsync(Streams.Gate, Gate(ContactState.Open));
            id = await Eventually.HasAsync("alert", async () =>
                (await Room.GetAsync("/api/v1/alerts?state=open")).GetProperty("items").EnumerateArray()
                    .Select(a => a.GetProperty("id").GetString()).FirstOrDefault());
        }
        await KillBrokerAsync();
        (await Room.Http.PostAsync($"/api/v1/alerts/{id}/acknowledge", null)).EnsureSuccessStatusCode();
        await StartBrokerAgainAsync();
        await using var listener = await WireDevice.ConnectAsync("listener", Port);
        await listener.ListenAsync($"{Topics.Root}/site/#");
        await Eventually.IsTrueAsync("the acknowledged alert", () => Task.FromResult(
            listener.Received.Any(m => m.Topic == Topics.Alert("alley", id) && m.Payload.GetProperty("state").GetString() == "acknowledged")));
    }

    [Fact]
    public async Task A_gate_forced_again_and_again_within_a_second_is_published_in_few_messages_with_the_count_of_all()
    {
        const int Openings = 60;
        await using var listener = await WireDevice.ConnectAsync("listener", Port);
        await listener.ListenAsync($"{Topics.Root}/site/#");
        await using var gate = await WireDevice.ConnectAsync("gate", Port);
        for (var opening = 0; opening < Openings; opening++)
        {
            await gate.SendAsync(Streams.Gate, Gate(ContactState.Closed));
            await gate.SendAsync(Streams.Gate, Gate(ContactState.Open));
        }
        await Eventually.IsTrueAsync($"word of {Openings} openings", () =>
            Task.FromResult(listener.Received.Any(m => m.Payload.GetProperty("count").GetInt32() == Openings)));
        Assert.InRange(listener.Received.Count, 1, Openings / 2);
    }

    [Fact]
    public async Task A_control_room_that_has_come_behind_by_thousands_of_messages_catches_up()
    {
        const int Devices = 800;
        await using var fleet = DeviceFleet.Start(new() { Devices = Devices, Broker = new(mosquitto.Url) }, TimeProvider.System);
        await Eventually.IsTrueAsync("connection of every device", () => Task.FromResult(fleet.Tally.Connected == Devices));
        fleet.Report();
        await Eventually.IsTrueAsync("acknowledgements", () => Task.FromResult(fleet.Tally.Acknowledged > Devices));
        var before = fleet.Tally.Made;
        Room.Pause();
        await Eventually.IsTrueAsync("eight seconds of records", () => Task.FromResult(fleet.Tally.Made > before + (8 * Devices)));
        Room.Resume();
        fleet.FallSilent();
        await Eventually.IsTrueAsync("acknowledgement of all that was made", () => Task.FromResult(fleet.Tally.Unacknowledged == 0));
    }

    protected override int Port => mosquitto.Port;

    protected override async Task<IReadOnlyDictionary<string, string>> StartBrokerAsync()
    {
        if (!Mosquitto.IsInstalled)
            Assert.Skip($"{Mosquitto.Executable} is not installed: apt-get install mosquitto");
        mosquitto = await Mosquitto.StartAsync();
        return new Dictionary<string, string> { ["SOLUTIONS__MQTT__URL"] = mosquitto.Url };
    }

    protected override Task KillBrokerAsync() => mosquitto.KillAsync();

    protected override Task StartBrokerAgainAsync() => mosquitto.StartAgainAsync();

    protected override ValueTask EndBrokerAsync() => mosquitto.DisposeAsync();
}

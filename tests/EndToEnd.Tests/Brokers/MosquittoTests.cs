using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Brokers;

/// <summary>Debian's Mosquitto with the configuration that stands in the tree.</summary>
public class MosquittoTests : BrokerCompliance
{
    private Mosquitto mosquitto = null!;

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

namespace Solutions.Edge.EndToEnd.Tests.Brokers;

/// <summary>The broker inside the control room: both stop, die and come again together.</summary>
public class EmbeddedBrokerTests : BrokerCompliance
{
    protected override int Port => Room.MqttPort;

    protected override Task<IReadOnlyDictionary<string, string>> StartBrokerAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    protected override Task KillBrokerAsync() => Room.KillAsync();

    protected override Task StartBrokerAgainAsync() => Room.StartAgainAsync();

    protected override ValueTask EndBrokerAsync() => default;
}

using Solutions.Edge.ControlRoom.Mqtt;

namespace Solutions.Edge.ControlRoom.Tests.Mqtt;

public class BrokerLinesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(6_400, 64)]
    [InlineData(20_000, 64)]
    public void Every_hundred_devices_have_a_connection(int devices, int connections) => Assert.Equal(connections, BrokerLines.SpeakingFor(devices));
}

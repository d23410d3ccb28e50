using Solutions.Edge.Contracts;

namespace Solutions.Edge.Guest.Tests;

/// <summary>Sensors on a kernel's own I2C bus that report once a minute, or as figures of the heartbeat.</summary>
[Trait("Form", "long")]
public class AirTests
{
    public AirTests() => Guest.SkipUnlessPossible();

    [Fact]
    public async Task A_minute_of_air_and_the_supply_are_what_their_chips_say()
    {
        await using var bench = await Bench.StartAsync([Bench.Air]);
        var minute = await bench.HasAsync("minute of air", Streams.Environment,
            r => r.GetProperty("temperature").ValueKind == System.Text.Json.JsonValueKind.Number, seconds: 200);
        Assert.Equal(25.0, minute.GetProperty("temperature").GetDouble(), 0.05);
        Assert.Equal(56.5, minute.GetProperty("humidity").GetDouble(), 0.05);
        var supply = (await bench.HasAsync("supply", Streams.Heartbeat, r => r.TryGetProperty("supply", out _))).GetProperty("supply");
        Assert.Equal((12.0, 0.1), (supply.GetProperty("volts").GetDouble(), supply.GetProperty("amps").GetDouble()));
    }
}

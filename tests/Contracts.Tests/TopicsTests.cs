namespace Solutions.Edge.Contracts.Tests;

public class TopicsTests
{
    [Fact]
    public void An_up_topic_comes_apart_into_device_and_stream()
    {
        Assert.True(Topics.TryParseUp(Topics.Up("d-51f0aa", Streams.Noise), out var device, out var stream));
        Assert.Equal(("d-51f0aa", "noise"), (device, stream));
    }

    [Theory]
    [InlineData("solutions/v1/device/d1/down/ack")]
    [InlineData("solutions/v1/device/d1/up")]
    [InlineData("solutions/v1/device/d1/up/noise/more")]
    [InlineData("solutions/v1/device//up/noise")]
    [InlineData("solutions/v1/device/d1/up/")]
    [InlineData("solutions/v1/device/+/up/#")]
    [InlineData("solutions/v2/device/d1/up/noise")]
    [InlineData("Solutions/v1/device/d1/up/noise")]
    [InlineData("solutions/v1/device/d ü/up/noise")]
    [InlineData("")]
    public void Any_other_topic_does_not(string topic)
    {
        Assert.False(Topics.TryParseUp(topic, out var device, out var stream));
        Assert.Null(device ?? stream);
    }
}

using Solutions.Edge.Contracts;

namespace Solutions.Edge.Guest.Tests;

/// <summary>The agent on a kernel's own camera: the driver's moving test picture.</summary>
[Trait("Form", "long")]
public class CameraTests
{
    public CameraTests() => Guest.SkipUnlessPossible();

    [Fact]
    public async Task A_camera_is_looked_at_named_when_it_is_pulled_out_and_looked_at_again()
    {
        await using var bench = await Bench.StartAsync([Bench.Camera]);
        await bench.HasAsync("second of movement", Streams.Motion, _ => true, seconds: 240);
        var sent = bench.Count(Streams.Heartbeat);
        await bench.Guest.RunAsync("unplug_camera");
        var fault = await bench.HasAsync("fault of the camera", Streams.Heartbeat, r => Bench.Fault(r, "camera") is not null, sent);
        TestContext.Current.TestOutputHelper?.WriteLine(Bench.Fault(fault, "camera")!);
        sent = bench.Count(Streams.Heartbeat);
        await bench.Guest.RunAsync("replug_camera");
        await bench.HasAsync("heartbeat without that fault", Streams.Heartbeat, r => Bench.Fault(r, "camera") is null, sent);
        await bench.HasAsync("second of movement", Streams.Motion, _ => true, bench.Count(Streams.Motion), seconds: 240);
    }
}

using System.Diagnostics.Metrics;
using Solutions.Edge.ControlRoom.Health;

namespace Solutions.Edge.ControlRoom.Tests.Health;

[Collection("meters")]
public class MeasuredTests
{
    [Fact]
    public async Task What_begins_to_count_meanwhile_disturbs_nothing()
    {
        using var meter = new Meter(HealthFeature.Meters + ".Passing");
        meter.CreateObservableGauge("passing.first", () => 7L);
        var adding = Task.Run(() =>
        {
            for (var n = 0; n < 2_000; n++)
                meter.CreateObservableGauge($"passing.{n}", () => 1L);
        }, TestContext.Current.CancellationToken);
        while (!adding.IsCompleted)
            Assert.Equal(7, Assert.Single(Measured.Now(), m => m.Name == "passing.first").Value);
        await adding;
    }
}

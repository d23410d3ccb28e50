using Solutions.Edge.Faults;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>The fault suite in short: <c>dotnet run -c Release --project tests/Faults</c> does each of these, and more, a hundred times.</summary>
public class FaultTests
{
    private const int Seed = 20;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_and_every_alarm_is_published_when_processes_are_killed_the_line_is_cut_and_the_spool_is_torn()
    {
        Fault[] wanted =
        [
            new Kill(room: true), new Kill(agents: true), new Kill(broker: true), new Kill(room: true, agents: true), new Partition(room: false),
            new TornSpool(),
        ];
        foreach (var left in wanted.Where(f => f.Obstacle is not null))
            TestContext.Current.TestOutputHelper?.WriteLine($"not tried: {left.Name}: {left.Obstacle}");
        await TryAsync(new OneAfterTheOther([.. wanted.Where(f => f.Obstacle is null)]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_power_cut_loses_nothing_that_was_promised(bool ofTheControlRoom)
    {
        Assert.SkipWhen(Disk.Obstacle is not null, Disk.Obstacle ?? "");
        await TryAsync(new PowerCut(ofTheControlRoom));
    }

    private static async Task TryAsync(Fault fault)
    {
        using var details = new StringWriter();
        var result = await FaultSuite.TryAsync(fault, 1, Seed, details);
        Assert.True(result is { Lost: 0, Doubled: 0, NeverPublished: 0 }, $"{FaultTable.Of([result])}\n{details}");
        Assert.True(result is { Sent: > 0, Alarms: > 0 }, "nothing was sent");
    }
}

using Solutions.Edge.Faults.Mutations;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>In short what <c>dotnet run -c Release --project tests/Faults -- mutations</c> does with a million messages.</summary>
public class MutationTests
{
    [Fact]
    public async Task No_mutated_message_ends_the_control_room_and_a_good_device_beside_them_is_acknowledged()
    {
        using var progress = new StringWriter();
        var result = await MutationRun.RunAsync(20_000, seed: 7, TimeProvider.System, progress, TestContext.Current.CancellationToken);
        Assert.True(result is { HasCrashed: false, ExitCode: 0, Unacknowledged: 0, Refused: > 0, Kept: > 0 }, $"{result}\n{result.Fault}");
    }
}

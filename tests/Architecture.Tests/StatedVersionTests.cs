using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>Each program states which version it is and until when that is supported.</summary>
public class StatedVersionTests
{
    [Fact]
    public async Task Version_and_end_of_support_are_stated_by_both_programs()
    {
        foreach (var run in new[] { await CommandRun.OfAgentAsync("--version"), await CommandRun.OfControlRoomAsync("--version") })
        {
            Assert.Equal(0, run.ExitCode);
            var lines = run.Output.Split('\n');
            Assert.Matches(@"^\d+\.\d+\.\d+", lines[0]);
            Assert.Equal(ProductSupport.Sentence(TimeProvider.System.GetUtcNow()), lines[1].TrimEnd());
        }
    }
}

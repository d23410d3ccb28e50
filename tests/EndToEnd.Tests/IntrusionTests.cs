using Solutions.Edge.Faults.Intrusion;

namespace Solutions.Edge.EndToEnd.Tests;

/// <summary>What <c>dotnet run -c Release --project tests/Faults -- intrusion</c> prints.</summary>
public class IntrusionTests
{
    [Fact]
    public async Task Of_every_way_in_that_must_be_shut_none_is_open()
    {
        using var table = new StringWriter();
        var results = await IntrusionTable.RunAsync(table);
        Assert.True(results.All(r => r.GotThrough is null), table.ToString());
        Assert.True(results.Count >= 60, $"only {results.Count} tries");
    }
}

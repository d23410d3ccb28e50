using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Uplink;

public sealed class BootTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Starts_are_counted_over_restarts_and_each_has_its_own_id()
    {
        var state = Path.Combine(folder.Path, "state");
        var boots = Enumerable.Range(0, 3).Select(_ => Boot.Begin(state)).ToList();
        Assert.Equal([1, 2, 3], boots.Select(b => b.Number));
        Assert.Equal(3, boots.Select(b => b.Id).Distinct().Count());
        Assert.All(boots, b => Assert.True(Edge.Contracts.Ids.IsBoot(b.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("twelve")]
    [InlineData("-3")]
    public void A_damaged_counter_is_refused_and_left_as_it_is(string text)
    {
        Boot.Begin(folder.Path);
        var file = Assert.Single(Directory.GetFiles(folder.Path));
        File.WriteAllText(file, text);
        var e = Assert.Throws<ConfigurationException>(() => Boot.Begin(folder.Path));
        Assert.StartsWith($"{file} holds '{text}'; it must hold the number of the last start", e.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_state_folder_that_cannot_be_is_named()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        var e = Assert.Throws<ConfigurationException>(() => Boot.Begin(file));
        Assert.Contains($"the folder '{file}' (state) cannot be written", e.Message, StringComparison.Ordinal);
    }
}

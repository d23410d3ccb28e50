using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate;
using Solutions.Edge.Agent.Scenes;
using Solutions.Edge.Contracts;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Gate;

public sealed class GateScriptTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_script_that_repeats_goes_on_without_end()
    {
        var script = GateScript.Load(
            Write("""{ "repeat": 60, "steps": [ { "at": 5, "contact": "open" }, { "at": 20.5, "contact": "closed", "shock": 1.4 } ] }"""));
        var played = script.From(Start).Take(4).ToList();
        Assert.Equal([5, 20.5, 65, 80.5], played.Select(p => (p.At - Start).TotalSeconds));
        Assert.Equal((ContactState.Closed, 1.4), (played[3].Step.Contact, played[3].Step.Shock));
    }

    [Fact]
    public void A_script_that_does_not_repeat_plays_once() =>
        Assert.Single(GateScript.Load(Write("""{ "steps": [ { "at": 1, "contact": "open" } ] }""")).From(Start));

    [Theory]
    [InlineData("""{ "steps": [] }""", "steps is empty")]
    [InlineData("""{ "steps": [ { "at": 5 }, { "at": 4 } ] }""", "step 1 is at 4 s; it must be 5 s or later")]
    [InlineData("""{ "repeat": 5, "steps": [ { "at": 5 } ] }""", "repeat is 5 s; it must be later than the last step at 5 s")]
    [InlineData("""{ "steps": [ { "at": 0, "shock": -1 } ] }""", "shock of -1 g; it must be 0 to 1000")]
    [InlineData("""{ "steps": [ { "at": 0, "contact": "ajar" } ] }""", "cannot be read as a gate's script")]
    [InlineData("""{ "steps": [ { "at": 0, "door": "open" } ] }""", "door")]
    public void A_script_that_cannot_be_is_refused_with_a_sentence_that_names_it(string json, string says)
    {
        var path = Write(json);
        var refused = Assert.Throws<ConfigurationException>(() => GateScript.Load(path));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_script_is_named() =>
        Assert.Contains("nowhere.json",
            Assert.Throws<ConfigurationException>(() => GateScript.Load(Path.Combine(folder.Path, "nowhere.json"))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_alleys_gates_end_each_repetition_as_they_began_it()
    {
        foreach (var name in new[] { "alley", "alley-twin" })
        {
            var last = GateScript.Of(Scene.Load(name, 1)).Steps[^1];
            Assert.Equal((ContactState.Closed, BoltState.Thrown), (last.Contact, last.Bolt));
        }
    }

    private string Write(string json)
    {
        var path = Path.Combine(folder.Path, "gate.json");
        File.WriteAllText(path, json);
        return path;
    }
}

using System.Text;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Configuration;

/// <summary>One number of a device's file is changed, and nothing else of it.</summary>
public sealed class AgentFileEditTests
{
    [Fact]
    public void In_the_sample_only_the_value_changes_and_every_comment_stays()
    {
        var sample = File.ReadAllText(Path.Combine(Tree.Root, "edge-agent/Configuration/agent.json"));
        var edited = Set(sample, 0.85);
        Assert.Equal(sample.Replace("\"reportG\": 1 }", "\"reportG\": 0.85 }", StringComparison.Ordinal), edited);
        Assert.NotEqual(sample, edited);
    }

    [Theory]
    [InlineData("""{"gate": {"shock": {"bus": 1}}}""", """{"gate": {"shock": { "reportG": 0.8,"bus": 1}}}""")]
    [InlineData("""{"gate": {"shock": {}}}""", """{"gate": {"shock": { "reportG": 0.8,}}}""")]
    [InlineData("""{"x": {"shock": {"reportG": 3}}, "gate": {"lines": {"reportG": 2}, "shock": {/* g */ "reportG" : 1.25e0 , }}}""",
        """{"x": {"shock": {"reportG": 3}}, "gate": {"lines": {"reportG": 2}, "shock": {/* g */ "reportG" : 0.8 , }}}""")]
    public void A_key_that_is_not_there_is_added_and_another_of_its_name_left(string file, string edited) => Assert.Equal(edited, Set(file, 0.8));

    [Theory]
    [InlineData("""{"gate": {"lines": {}}, "x": {"shock": {}}}""")]
    [InlineData("""{"gate": {"shock": null}}""")]
    public void An_object_that_is_not_there_is_named(string file) =>
        Assert.StartsWith("gate.shock is missing; ", Assert.Throws<ConfigurationException>(() => Set(file, 0.8)).Message, StringComparison.Ordinal);

    private static string Set(string file, double g) =>
        Encoding.UTF8.GetString(AgentFileEdit.SetNumber(Encoding.UTF8.GetBytes(file), ["gate", "shock"], "reportG", g));
}

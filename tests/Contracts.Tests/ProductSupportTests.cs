using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

public class ProductSupportTests
{
    [Theory]
    [InlineData("2026-12-01T00:00:00Z", "Security updates are published until 2031-12-31")]
    [InlineData("2031-12-31T23:59:59Z", "Security updates are published until 2031-12-31")]
    [InlineData("2031-12-31T23:30:00-01:00", "Security updates ended on 2031-12-31: faults found since are not mended")]
    [InlineData("2032-01-01T00:00:00Z", "Security updates ended on 2031-12-31: faults found since are not mended")]
    public void It_ends_with_its_last_day(string now, string sentence) =>
        Assert.Equal(sentence, ProductSupport.Sentence(DateTimeOffset.Parse(now, null)));

    [Fact]
    public void The_security_policy_states_the_same_day() => Assert.Contains(
        FormattableString.Invariant($"until **{ProductSupport.Until:yyyy-MM-dd}**"), File.ReadAllText(Path.Combine(Tree.Root, "SECURITY.md")),
        StringComparison.Ordinal);
}

using Microsoft.Extensions.Time.Testing;
using Solutions.Edge.ControlRoom.Access;

namespace Solutions.Edge.ControlRoom.Tests.Access;

public class SetUpCodeTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void It_is_good_for_ten_minutes_however_it_is_typed()
    {
        var code = new SetUpCode(time);
        var text = code.Renew();
        Assert.True(code.Is(text) && code.Is(text.ToLowerInvariant()) && code.Is(text.Replace("-", " ", StringComparison.Ordinal)));
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.True(code.Is(text));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(code.Is(text));
    }

    [Fact]
    public void A_new_one_ends_the_one_before_and_a_used_one_is_spent()
    {
        var code = new SetUpCode(time);
        var (first, second) = (code.Renew(), code.Renew());
        Assert.False(code.Is(first));
        Assert.True(code.Is(second));
        code.Spend();
        Assert.False(code.Is(second));
    }

    [Fact]
    public void After_twenty_wrong_ones_the_right_one_is_good_no_more()
    {
        var code = new SetUpCode(time);
        var text = code.Renew();
        foreach (var _ in Enumerable.Range(0, 20))
            Assert.False(code.Is("AAAA-AAAA-AAAA-AAAA"));
        Assert.False(code.Is(text));
    }
}

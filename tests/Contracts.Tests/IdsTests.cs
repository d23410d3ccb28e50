namespace Solutions.Edge.Contracts.Tests;

public class IdsTests
{
    [Fact]
    public void A_new_id_is_of_the_form_of_a_boot_and_not_the_one_before()
    {
        var (first, second) = (Ids.New(), Ids.New());
        Assert.True(Ids.IsBoot(first));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Aa0_-", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a/b", false)]
    [InlineData("a+", false)]
    [InlineData("..", false)]
    [InlineData("ä", false)]
    public void An_id_is_safe_in_a_topic_a_path_and_an_address(string? id, bool valid) => Assert.Equal(valid, Ids.IsValid(id));

    [Fact]
    public void An_id_has_64_characters_at_most()
    {
        Assert.True(Ids.IsValid(new string('a', 64)));
        Assert.False(Ids.IsValid(new string('a', 65)));
    }

    [Theory]
    [InlineData("9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f", true)]
    [InlineData("9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7", false)]
    [InlineData("9F0C1D6E5B7A4C2F8E3D2A1B0C9D8E7F", false)]
    [InlineData("9g0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f", false)]
    public void A_boot_is_32_lower_case_hexadecimal_digits(string boot, bool valid) => Assert.Equal(valid, Ids.IsBoot(boot));
}

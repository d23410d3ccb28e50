using Solutions.Edge.ControlRoom.Cases.Review;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Review;

/// <summary>Cohen's kappa against published examples.</summary>
public class KappaTests
{
    /// <summary>
    /// Grants to 50 applicants (20 yes of both, 5 and 10 split, 15 no): 0.4. The two of 100 with equal agreement and different marginals: 0.1304
    /// and 0.2593. Cohen's own 200 cases in three categories (1960): 0.492.
    /// </summary>
    [Theory]
    [InlineData("20 5|10 15", 0.4, 0.7, 0.5)]
    [InlineData("45 15|25 15", 0.1304, 0.6, 0.54)]
    [InlineData("25 35|5 35", 0.2593, 0.6, 0.46)]
    [InlineData("88 14 18|10 40 10|2 6 12", 0.492, 0.7, 0.41)]
    [InlineData("0 5|5 0", -1, 0, 0.5)]
    [InlineData("7 0|0 3", 1, 1, 0.58)]
    public void It_is_that_of_the_textbooks(string table, double kappa, double observed, double expected)
    {
        var found = Kappa.Of(Pairs(table));
        Assert.Equal(kappa, found.Value!.Value, 0.0005);
        Assert.Equal((observed, expected), (Math.Round(found.Observed, 4), Math.Round(found.Expected, 4)));
    }

    [Fact]
    public void Of_no_pair_and_of_one_finding_throughout_it_is_not_defined_and_the_words_state_why()
    {
        Assert.Equal("Cohen's kappa: no event has been reviewed by two officers yet (n = 0)", Kappa.Of(Pairs("0")).Words);
        var same = Kappa.Of(Pairs("4"));
        Assert.Null(same.Value);
        Assert.Equal("Cohen's kappa is not defined: both officers found the same of every event (n = 4)", same.Words);
        Assert.Equal("Cohen's kappa 0.40, n = 50, agreement 70 %", Kappa.Of(Pairs("20 5|10 15")).Words);
    }

    /// <summary>Rows are the first officer's findings, columns the second one's.</summary>
    private static IEnumerable<(int First, int Second)> Pairs(string table) => table.Split('|').SelectMany((row, first) =>
        row.Split(' ').SelectMany((count, second) => Enumerable.Repeat((first, second), int.Parse(count, null))));
}

using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class SequenceRangesTests
{
    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_the_order_and_however_often_they_come_the_ranges_are_the_set(int seed)
    {
        var random = new Random(seed);
        var (ranges, set) = (new SequenceRanges([]), new HashSet<long>());
        for (var i = 0; i < 300; i++)
        {
            var seq = random.Next(1, 120);
            Assert.Equal(set.Add(seq), ranges.Add(seq));
        }
        Assert.Equal(set.Order(), ranges.Ranges.SelectMany(r => Numbers(r.From, r.To)));
        Assert.All(Numbers(0, 121), seq => Assert.Equal(set.Contains(seq), ranges.Contains(seq)));
        Assert.Equal(Numbers(1, 200).TakeWhile(set.Contains).LastOrDefault(), ranges.Through);
        Assert.All(ranges.Ranges.Zip(ranges.Ranges.Skip(1)), pair => Assert.True(pair.First.To + 1 < pair.Second.From, "ranges that touch are one"));
    }

    [Fact]
    public void Nothing_is_through_while_the_first_is_missing()
    {
        var ranges = new SequenceRanges([]);
        ranges.Add(2);
        Assert.Equal(0, ranges.Through);
        ranges.Add(1);
        Assert.Equal(2, ranges.Through);
    }

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (var n = from; n <= to; n++)
            yield return n;
    }

    [Fact]
    public void A_union_joins_what_touches_or_overlaps_and_passes_over_what_is_empty() =>
        Assert.Equal([(1, 9), (12, 12)], SequenceRanges.Union([(5, 9), (1, 0), (1, 2), (3, 4), (2, 6), (12, 12)]).Ranges);
}

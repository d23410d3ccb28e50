using Solutions.Edge.ControlRoom.Alerts.Budget;

namespace Solutions.Edge.ControlRoom.Tests.Alerts.Budget;

public class AlertBudgetTests
{
    private const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;
    private static readonly AlertSource Gate = new("alley", "GATE-FORCED", new("north")), Crowd = new("street", "NOISE-CROWD", new("mic"));

    [Fact]
    public void Rings_are_counted_back_from_the_end_and_by_priority()
    {
        var budget = AlertBudget.Of([Ring(Day - 1, 1), Ring(Day - 20 * Minute, 3), Ring(Day - 2 * Hour, 3), Ring(5 * Minute, 2), Quiet(Day - 2)], 0, Day);
        Assert.Equal((4, 1, 2, 4, 1), (budget.Rang, budget.InTenMinutes, budget.InHour, budget.InDay, budget.Worst));
        Assert.Equal(4 / 144.0, budget.PerTenMinutes);
        Assert.Equal([1, 1, 2], budget.ByPriority);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void A_flood_is_more_than_ten_in_ten_minutes(int rings, int floods) =>
        Assert.Equal(floods, AlertBudget.Of([.. Each(rings, 30_000, from: Hour)], 0, Day).Floods.Count);

    [Fact]
    public void A_flood_lasts_until_fewer_than_five_ring_in_ten_minutes()
    {
        // 11 in 5 min, then one every 2 min (5 in 10 min) for half an hour, then one every 3 min (4 in 10 min).
        Occurrence[] all = [.. Each(11, 30_000, from: 0), .. Each(15, 2 * Minute, from: 6 * Minute), .. Each(5, 3 * Minute, from: 40 * Minute)];
        var flood = Assert.Single(AlertBudget.Of(all, 0, Day).Floods);
        Assert.Equal(0, flood.FromMs);
        Assert.InRange(flood.ToMs, 34 * Minute, 40 * Minute);
        Assert.InRange(flood.Rang, 26, 27);
    }

    [Fact]
    public void Two_floods_with_calm_between_them_are_two()
    {
        var floods = AlertBudget.Of([.. Each(12, 1000, from: 0), .. Each(20, 1000, from: Hour)], 0, Day).Floods;
        Assert.Equal([new(0, 11_000, 12), new(Hour, Hour + 19_000, 20)], floods);
    }

    [Theory]
    [InlineData(3, 29_000, true)]
    [InlineData(3, 31_000, false)]
    [InlineData(5, 14 * Minute, true)]
    [InlineData(5, 16 * Minute, false)]
    public void Chattering_is_three_in_a_minute_or_five_in_an_hour_rung_or_not(int times, long every, bool chatters)
    {
        var budget = AlertBudget.Of([.. Each(times, every, 0).Select(o => o with { Rings = false })], 0, Day);
        Assert.Equal(chatters, budget.Chattering.Count == 1);
        Assert.Equal(0, budget.Rang);
    }

    [Fact]
    public void Sources_do_not_chatter_together() =>
        Assert.Empty(AlertBudget.Of([Ring(0, 3), Ring(1, 3), Ring(2, 3, Crowd), Ring(3, 3, Crowd)], 0, Day).Chattering);

    [Fact]
    public void The_ten_that_rang_most_come_first_and_a_ring_again_is_no_new_happening()
    {
        var many = Enumerable.Range(0, 12).SelectMany(n => Enumerable.Range(0, n + 1).Select(i => Ring(n * Hour + i * Minute, 3, new("s", $"C{n}", new("d")))));
        var budget = AlertBudget.Of([.. many.Select(o => o with { Happened = false })], 0, Day);
        Assert.Equal(["C11", "C10", "C9", "C8", "C7", "C6", "C5", "C4", "C3", "C2"], budget.Top.Select(t => t.Of.Code));
        Assert.Equal(12, budget.Top[0].Rang);
        Assert.Empty(budget.Chattering);
    }

    private static IEnumerable<Occurrence> Each(int times, long every, long from) => Enumerable.Range(0, times).Select(i => Ring(from + i * every, 3));

    private static Occurrence Ring(long at, int priority, AlertSource? of = null) => new(at, of ?? Gate, priority, true, true);

    private static Occurrence Quiet(long at) => new(at, Gate, 3, false, true);
}

using Solutions.Edge.Agent.Sound.Capture;

namespace Solutions.Edge.Agent.Tests.Sound.Capture;

public class SampleClockTests
{
    private const int Rate = 48_000;

    /// <summary>Deliveries come every 50 ms, up to 9 ms late.</summary>
    private readonly Random jitter = new(7);

    private readonly SampleClock clock = new(Rate);

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-95)]
    public void A_crystal_that_is_off_is_followed_to_a_tenth_of_a_millisecond(double partsPerMillion)
    {
        var rate = Rate * (1 + partsPerMillion * 1e-6);
        Deliver(rate, from: 3, seconds: 300);
        Assert.Equal(partsPerMillion, clock.PartsPerMillion, 5.0);
        // Sample 0 was captured at 3 s.
        Assert.Equal(250 * rate, clock.IndexAt(TimeSpan.FromSeconds(253)), Rate * 0.0005);
        var ofSeconds = Enumerable.Range(280, 20).Select(s => clock.IndexAt(TimeSpan.FromSeconds(s + 1)) - clock.IndexAt(TimeSpan.FromSeconds(s)));
        Assert.All(ofSeconds, n => Assert.InRange(n, (long)rate - 2, (long)rate + 3));
    }

    [Fact]
    public void Samples_that_are_missing_without_a_word_are_found_and_counted()
    {
        Deliver(Rate, from: 0, seconds: 60);
        var drift = SampleDrift.None;
        for (var at = 60.05; drift == SampleDrift.None && at < 70; at += 0.05)
            drift = clock.Observe((long)((at - 0.2) * Rate), TimeSpan.FromSeconds(at + jitter.NextDouble() * 0.009));
        Assert.Equal(SampleDrift.Lost, drift);
        Assert.Equal(0.2, clock.ErrorSeconds, 0.002);
    }

    [Fact]
    public void A_card_that_captures_at_another_rate_than_it_says_is_found()
    {
        var drift = SampleDrift.None;
        for (var at = 0.05; drift == SampleDrift.None && at < 60; at += 0.05)
            drift = clock.Observe((long)(at * 1.02 * Rate), TimeSpan.FromSeconds(at));
        Assert.Equal(SampleDrift.TooMany, drift);
    }

    [Fact]
    public void After_a_new_start_the_first_deliveries_show_the_phase_and_the_rate_stays()
    {
        var rate = Rate * (1 + 50e-6);
        Deliver(rate, from: 0, seconds: 200);
        var known = clock.PartsPerMillion;
        clock.Settle(TimeSpan.FromSeconds(200));
        Assert.False(clock.IsSettled);
        for (var at = 200.0; at < 202; at += 0.05)
            clock.Observe((long)((at - 0.004) * rate), TimeSpan.FromSeconds(at + jitter.NextDouble() * 0.001));
        Assert.True(clock.IsSettled);
        Assert.Equal(known, clock.PartsPerMillion);
        Assert.Equal((201 - 0.004) * rate, clock.IndexAt(TimeSpan.FromSeconds(201)), Rate * 0.0005);
    }

    private void Deliver(double rate, double from, int seconds)
    {
        for (var n = 1; n <= seconds * 20; n++)
            Assert.Equal(SampleDrift.None, clock.Observe((long)(n * 0.05 * rate), TimeSpan.FromSeconds(from + n * 0.05 + jitter.NextDouble() * 0.009)));
    }
}

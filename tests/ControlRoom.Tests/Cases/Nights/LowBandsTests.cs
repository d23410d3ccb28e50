using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Nights;

/// <summary>Bands of a quarter of an hour are energy means of its minutes, each by how much of it was measured.</summary>
public class LowBandsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Energies_are_averaged_by_what_was_measured_of_each_minute()
    {
        var quarters = LowBands.Quarters([Minute(0, 40, 100), Minute(1, 50, 50), Minute(15, 60, 100), Minute(16, null, 100)]);
        // 10 lg((60 * 10^4 + 30 * 10^5) / 90) = 46.02.
        Assert.Equal([46.02, 60.0], quarters.Select(q => Math.Round(q.Bands[12]!.Value, 2)));
        Assert.Equal([Start, Start.AddMinutes(15)], quarters.Select(q => q.T));
        Assert.All(quarters, q => Assert.Equal((13, null), (q.Bands.Count, q.Bands[0])));
    }

    [Fact]
    public void LCeq_less_LAeq_is_of_minutes_that_have_both() => Assert.Equal(15.0, LowBands.CMinusA([Minute(0, 40, 100) with { LAeq = 30, LCeq = 45 },
        Minute(1, 40, 100) with { LAeq = 30, LCeq = 45 }, Minute(2, 40, 100) with { LCeq = 90 }])!.Value, 9);

    [Fact]
    public void Without_bands_there_is_none()
    {
        Assert.Null(LowBands.Over(Start, [Minute(0, 40, 100) with { Bands = null }]));
        Assert.Empty(LowBands.Quarters([]));
        Assert.Null(LowBands.CMinusA([]));
    }

    private static NoiseMinuteRecord Minute(int n, double? level, double capture) => new()
    {
        T = Start.AddMinutes(n),
        Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 12 ? level : null)],
        OverloadSeconds = 0,
        UnderRangeSeconds = 0,
        Capture = capture,
    };
}

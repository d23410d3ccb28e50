using Solutions.Edge.Acoustics.Calibration;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Calibration;

public class CalibrationSpanTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-26.2, SpanVerdict.Held, -0.2)]
    [InlineData(-25.5, SpanVerdict.Held, 0.5)]
    [InlineData(-25.49, SpanVerdict.Doubtful, 0.51)]
    [InlineData(-26.51, SpanVerdict.Doubtful, -0.51)]
    [InlineData(-27.0, SpanVerdict.Doubtful, -1)]
    [InlineData(-24.99, SpanVerdict.Failed, 1.01)]
    public void What_a_span_is_worth_goes_by_its_drift(double after, SpanVerdict verdict, double drift)
    {
        var span = Assert.Single(CalibrationSpan.Of([At(0, -26, CheckTime.Before), At(5, after, CheckTime.After)]));
        Assert.Equal((verdict, drift), (span.Verdict, span.DriftDb));
        Assert.Equal(verdict is SpanVerdict.Doubtful or SpanVerdict.Failed, span.IsInDoubt);
    }

    [Fact]
    public void Without_a_check_after_it_a_span_is_open_and_not_in_doubt()
    {
        var span = Assert.Single(CalibrationSpan.Of([At(0, -26, CheckTime.Before)]));
        Assert.Equal((SpanVerdict.Open, null, null, false), (span.Verdict, span.DriftDb, span.After, span.IsInDoubt));
    }

    [Fact]
    public void A_measurement_begun_before_the_last_was_closed_leaves_that_open() =>
        Assert.Equal([SpanVerdict.Open, SpanVerdict.Held], Verdicts(At(0, -26, CheckTime.Before), At(1, -24, CheckTime.Before), At(2, -24, CheckTime.After)));

    [Fact]
    public void A_check_between_ends_one_span_and_begins_the_next() => Assert.Equal([SpanVerdict.Held, SpanVerdict.Doubtful, SpanVerdict.Open],
        Verdicts(At(0, -26, CheckTime.Between), At(1, -25.8, CheckTime.Between), At(2, -25.2, CheckTime.Between)));

    [Fact]
    public void Checks_of_two_microphones_do_not_pair() =>
        Assert.Equal([SpanVerdict.Open], Verdicts(At(0, -26, CheckTime.Before, "left"), At(1, -26, CheckTime.After, "right")));

    [Fact]
    public void Checks_of_two_microphones_pair_each_with_its_own() =>
        Assert.Equal([SpanVerdict.Held, SpanVerdict.Failed], Verdicts(
            At(0, -26, CheckTime.Before, "left"), At(1, -26, CheckTime.Before, "right"),
            At(2, -26, CheckTime.After, "left"), At(3, -29, CheckTime.After, "right")));

    [Fact]
    public void The_order_they_were_made_in_counts_not_a_clock_that_was_wrong() =>
        Assert.Equal([SpanVerdict.Failed], Verdicts(At(0, -26, CheckTime.Before), At(-9999, -24, CheckTime.After)));

    [Fact]
    public void A_check_after_nothing_encloses_nothing() => Assert.Empty(CalibrationSpan.Of([At(0, -26, CheckTime.After)]));

    private static IEnumerable<SpanVerdict> Verdicts(params CalibrationPoint[] checks) => CalibrationSpan.Of(checks).Select(s => s.Verdict);

    private static CalibrationPoint At(int days, double sensitivity, CheckTime time, string microphone = "left") =>
        new(Monday.AddDays(days), microphone, sensitivity, time);
}

using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Licences;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Licences;

/// <summary>From 1 dB under the figure a message goes, once, and then it is seen whether the level drops within 15 minutes.</summary>
public class LicenseeNudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);
    private static readonly TimeOnly Night = new(23, 30);
    private static readonly LicenceCondition Condition = new() { Text = "Quiet", LimitDb = 52, From = "23:00", To = "07:00" };
    private static readonly Nudge Sent = new(Now, false);

    [Theory]
    [InlineData(50.99, NudgeStep.None)]
    [InlineData(51.0, NudgeStep.Send)]
    [InlineData(60.0, NudgeStep.Send)]
    [InlineData(null, NudgeStep.None)]
    internal void A_message_goes_from_80_percent_of_the_energy_on(double? period, NudgeStep expected) =>
        Assert.Equal(expected, LicenseeNudge.Decide(Nudge.None, Condition, Night, Now, period, 60).Step);

    [Fact]
    public void Outside_the_hours_of_the_condition_none_goes() =>
        Assert.Equal(NudgeStep.None, LicenseeNudge.Decide(Nudge.None, Condition, new(22, 59), Now, 60, 60).Step);

    [Theory]
    [InlineData(1, 50.9, NudgeStep.Dropped)]
    [InlineData(14, 51.0, NudgeStep.None)]
    [InlineData(14, null, NudgeStep.None)]
    [InlineData(15, 50.9, NudgeStep.Dropped)]
    [InlineData(15, 51.0, NudgeStep.NotDropped)]
    [InlineData(15, null, NudgeStep.NotKnown)]
    internal void Whether_it_dropped_is_seen_within_15_minutes(int after, double? recent, NudgeStep expected)
    {
        var (step, last) = LicenseeNudge.Decide(Sent, Condition, Night, Now.AddMinutes(after), 60, recent);
        Assert.Equal((expected, expected != NudgeStep.None), (step, last.IsAnswered));
    }

    [Theory]
    [InlineData(59, NudgeStep.None)]
    [InlineData(60, NudgeStep.Send)]
    internal void The_next_one_goes_an_hour_later_at_the_earliest(int after, NudgeStep expected) =>
        Assert.Equal(expected, LicenseeNudge.Decide(Sent with { IsAnswered = true }, Condition, Night, Now.AddMinutes(after), 60, 60).Step);
}

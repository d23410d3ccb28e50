using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class AlarmReportTests
{
    private static readonly float[] Street = Sounds.Pink(1, 20).AtLAeq(50);

    private static readonly float[] Alarm = Sounds.Pink(2, 40).AtLAeq(50).With(0, Sounds.Sweep(40, 1500, 3000, 4).AtLAeq(75));

    [Fact]
    public void Each_minutes_report_of_an_alarm_that_goes_on_states_all_that_is_known()
    {
        var reports = Reports([.. Street, .. Alarm, .. Alarm, .. Alarm, .. Alarm, .. Street]);
        Assert.Equal([true, true, true, false], reports.Select(t => t.Alarm.GoesOn));
        Assert.All(reports, t => Assert.Equal(20, t.At - t.Alarm.Seconds, 0.1));
        Assert.Equal(180, reports[^1].At, 0.5);
        Assert.Equal(60, reports[2].At - reports[1].At, 1d);
        Assert.All(reports, t => Assert.Equal(25, t.Alarm.Rise!.Value, 0.5));
    }

    [Fact]
    public void A_car_that_pauses_for_eight_seconds_sounds_one_alarm_and_for_fifteen_two()
    {
        var pause = Street[..(8 * Signal.Rate)];
        Assert.Single(Reports([.. Street, .. Alarm, .. pause, .. Alarm, .. Street]), t => !t.Alarm.GoesOn);
        Assert.Equal(2, Reports([.. Street, .. Alarm, .. Street[..(15 * Signal.Rate)], .. Alarm, .. Street]).Count(t => !t.Alarm.GoesOn));
    }

    [Fact]
    public void A_passing_lorry_does_not_end_it()
    {
        var lorry = Sounds.Pink(3, 6).AtLAeq(80);
        var over = Assert.Single(Reports([.. Street, .. Alarm.With(20, lorry), .. Street]), t => !t.Alarm.GoesOn);
        Assert.Equal(40, over.Alarm.Seconds, 0.5);
    }

    [Fact]
    public void One_that_sounded_before_listening_began_has_no_rise() => Assert.All(Reports([.. Alarm, .. Street]), t => Assert.Null(t.Alarm.Rise));

    [Fact]
    public void A_gap_is_an_end_without_a_report()
    {
        var detector = new AlarmToneDetector();
        Assert.Contains(Signal.Measure([.. Street, .. Alarm]), s => detector.Add(s) is not null);
        detector.Clear();
        Assert.All(Signal.Measure(Street), s => Assert.Null(detector.Add(s)));
    }

    private static List<(double At, AlarmTone Alarm)> Reports(float[] sound)
    {
        var detector = new AlarmToneDetector();
        var reports = new List<(double, AlarmTone)>();
        foreach (var (i, second) in Signal.Measure(sound).Index())
            if (detector.Add(second) is { } alarm)
                reports.Add((i + 1 - alarm.BeforeEnd.TotalSeconds, alarm));
        return reports;
    }
}

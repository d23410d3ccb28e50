using Solutions.Edge.Acoustics.Features;
using Xunit;

namespace Solutions.Edge.Tests.Acoustics.Features;

public class AlarmToneDetectorTests
{
    private const double Background = 50;

    public static TheoryData<string> Alarms { get; } =
        ["pulsed 2500 at 2", "pulsed 3150 at 1", "pulsed 2800 at 8", "pulsed 1259 at 0.6",
            "pulsed 2818 at 4", "two 1500 2000 at 2", "two 1000 1250 at 4", "two 2500 3100 at 1",
         "sweep 1500 3000 at 3", "sweep 1200 3500 at 7", "sweep 2000 4000 at 0.8", "sweep 1000 2000 at 12", "pulsed 2000 at 18"];

    [Theory]
    [MemberData(nameof(Alarms))]
    public void An_alarm_ten_decibels_over_pink_noise_is_found_with_its_rate_and_its_bands(string alarm)
    {
        var (sound, rate, low, high) = Parse(alarm, 20);
        var reports = Detect(Sounds.Pink(3, 45).AtLAeq(Background).With(10.3, sound.AtLAeq(Background + 10)));
        Assert.Equal([true, false], reports.Select(t => t.Alarm.GoesOn));
        foreach (var (at, found) in reports)
        {
            Assert.Equal(10.3, at - found.Seconds, 0.7);
            Assert.Equal(rate, found.ModulationHertz, rate * 0.05);
            Assert.Equal(10.4, found.Rise!.Value, 0.7);
            Assert.InRange(found.LowIndex, Index(low) - 1, Index(low) + 1);
            Assert.InRange(found.HighIndex, Index(high) - 1, Index(high) + 1);
            Assert.InRange(found.LAFmax, Background + 9, Background + 16);
        }
        Assert.InRange(reports[0].At, 15.3, 17.4);
        Assert.Equal(30.3, reports[1].At, 0.9);
    }

    [Theory]
    [MemberData(nameof(Alarms))]
    public void An_alarm_no_louder_than_the_noise_is_not(string alarm) =>
        Assert.Empty(Detect(Sounds.Pink(4, 40).AtLAeq(Background).With(10, Parse(alarm, 20).Sound.AtLAeq(Background))));

    private static (float[] Sound, double Rate, double Low, double High) Parse(string alarm, double seconds)
    {
        var words = alarm.Split(' ');
        var (first, second, rate) = (double.Parse(words[1]), double.Parse(words[^3] is "pulsed" ? words[1] : words[^3]), double.Parse(words[^1]));
        return words[0] switch
        {
            "pulsed" => (Sounds.Pulsed(seconds, first, rate), rate, first, first),
            "two" => (Sounds.TwoTone(seconds, first, second, rate), rate, first, second),
            _ => (Sounds.Sweep(seconds, first, second, rate), rate, first, second),
        };
    }

    private static double Index(double hertz) => 20 + 10 * Math.Log10(hertz / 1000);

    private static List<(double At, AlarmTone Alarm)> Detect(float[] sound)
    {
        var detector = new AlarmToneDetector();
        return [.. Signal.Measure(sound).Select((s, i) => (At: i + 1.0, Alarm: detector.Add(s))).Where(t => t.Alarm is not null)
            .Select(t => (t.At - t.Alarm!.BeforeEnd.TotalSeconds, t.Alarm))];
    }
}

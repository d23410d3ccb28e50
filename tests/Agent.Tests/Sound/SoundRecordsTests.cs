using Solutions.Edge.Acoustics.Features;
using Solutions.Edge.Agent.Sound;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Sound;

public class SoundRecordsTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 23, 23, 4, 6, TimeSpan.Zero);

    [Fact]
    public void An_impulse_travels_from_its_start_with_its_evidence()
    {
        var record = SoundRecords.Sound(End, new Impulse(TimeSpan.FromSeconds(0.52), 0.314, 81.3549, 38.1, 0.02, 10.94, 0.7412, 0.2199));
        Assert.Equal(new SoundRecord
        {
            T = End.AddSeconds(-0.52),
            Kind = "impulse",
            Duration = 0.31,
            Level = 81.35,
            Rise = 38.1,
            Share = 0.22,
            HighShare = 0.741,
            RiseTime = 0.02,
            Prominence = 10.9,
        }, record);
    }

    [Fact]
    public void A_tone_travels_from_when_it_last_sounded_with_its_band()
    {
        var record = SoundRecords.Sound(End, new Tone(TimeSpan.FromSeconds(6), 190, GoesOn: false, 13, 47.021, 9.438));
        Assert.Equal(
            new SoundRecord { T = End.AddSeconds(-6), Kind = "tone", Duration = 190, Level = 47.02, Rise = 9.44, Hertz = 199.5, Ongoing = false }, record);
    }

    [Fact]
    public void An_alarm_travels_with_its_bands_and_its_rate()
    {
        var alarm = new AlarmTone(TimeSpan.FromSeconds(0.1), 684.12, GoesOn: true, 72.9, 21.3, 22, 24, 3.977);
        var record = SoundRecords.Sound(End, alarm);
        Assert.Equal(new SoundRecord
        {
            T = End.AddSeconds(-0.1),
            Kind = "alarm",
            Duration = 684.12,
            Level = 72.9,
            Rise = 21.3,
            Hertz = 1584.9,
            HertzTo = 2511.9,
            Modulation = 3.98,
            Ongoing = true,
        }, record);
        Assert.Equal(0, SoundRecords.Sound(End, alarm with { Rise = null }).Rise);
    }
}

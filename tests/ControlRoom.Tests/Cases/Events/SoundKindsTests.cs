using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Events;

/// <summary>A kind is what a sound looks like by stored bands and the device's own events.</summary>
public class SoundKindsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 30, 0, TimeSpan.Zero);

    private static readonly NoiseEvent Event = new("bed", Start, Start.AddSeconds(60), new(50, LevelBound.Exact), null,
        new(new(30, LevelBound.Exact), null, null), SecondDoubt.None, 60);

    [Theory]
    [InlineData(50, 66, 30, "Bass")]
    [InlineData(50, 64, 30, "Broadband")]
    // 50 dB from 500 Hz to 4 kHz in each band is more than all of LAeq.
    [InlineData(50, 52, 50, "Voices")]
    [InlineData(50, 66, 50, "Bass, Voices")]
    public void Bands_tell_bass_and_voices_from_broadband(double laeq, double lceq, double voiceBands, string kinds)
    {
        var bands = Enumerable.Range(0, 34).Select(i => (double?)(i is >= 17 and <= 26 ? voiceBands : 30)).ToArray();
        Assert.Equal(kinds, string.Join(", ", SoundKinds.Of([new(Start, laeq, lceq, bands)], [])));
    }

    [Fact]
    public void A_band_that_stands_out_of_its_neighbours_is_a_tone_and_not_voices()
    {
        var bands = Enumerable.Range(0, 34).Select(i => (double?)(i == 20 ? 60 : 30)).ToArray();
        Assert.Equal([SoundKind.Tone], SoundKinds.Of([new(Start, 60, 60, bands)], []));
    }

    [Fact]
    public void Without_bands_or_records_nothing_is_made_up()
    {
        Assert.Empty(SoundKinds.Of([new(Start, 50, null, null)], []));
        Assert.Equal("kind not known: no bands stored", EventWords.Kind(Event));
        Assert.Equal("looks like bass and voices (by its bands)", EventWords.Kind(Event with { Kinds = [SoundKind.Bass, SoundKind.Voices] }));
    }

    [Theory]
    [InlineData(SoundRecord.Impulse, 5, 0.1, "Impulsive")]
    [InlineData(SoundRecord.Shout, 5, 1, "Voices")]
    [InlineData(SoundRecord.Impulse, 61, 0.1, "")]
    [InlineData(SoundRecord.Tone, 90, 120, "Tone")]
    [InlineData(SoundRecord.Alarm, 90, 120, "Alarm")]
    [InlineData(SoundRecord.Alarm, 90, 20, "")]
    public void The_devices_own_events_count_where_they_overlap(string kind, int at, double lasted, string kinds)
    {
        var sound = new SoundRecord
        {
            Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f",
            Seq = 1,
            T = Start.AddSeconds(at),
            Kind = kind,
            Duration = lasted,
            Level = 60,
            Rise = 20,
        };
        Assert.Equal(kinds, string.Join(", ", SoundKinds.Of([], SoundKinds.During(Event, [sound]))));
    }

    [Fact]
    public void Bands_are_averaged_as_energies() =>
        Assert.Equal(OwnArithmetic.Mean([30, 60]), SoundKinds.MeanBands([Flat(30), Flat(60)])![5]!.Value, 1e-9);

    private static NoiseBands Flat(double level) => new(Start, level, level, [.. Enumerable.Repeat((double?)level, 34)]);
}

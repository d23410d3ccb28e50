using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class VehicleSoundTests
{
    [Fact]
    public void Sound_left_the_vehicle_as_long_before_it_arrives_as_it_takes_from_there()
    {
        var road = new PassBy(Speed: 15, Distance: 7.5);
        for (var arrival = -5.0; arrival <= 5; arrival += 0.25)
        {
            var emitted = road.Emitted(arrival);
            Assert.Equal(arrival - emitted, Math.Sqrt(7.5 * 7.5 + 15 * 15 * emitted * emitted) / 340, 9);
        }
        Assert.Equal(1, road.Gain(0));
        Assert.Equal(0.5, road.Gain(Math.Sqrt(3) * 7.5 / 15), 12);
    }

    [Fact]
    public void Coming_it_is_higher_than_going_as_Doppler_has_it()
    {
        var road = new PassBy(Speed: 15, Distance: 7.5);
        Assert.Equal(1 / (1 - 15.0 / 340), (road.Emitted(-99) - road.Emitted(-100)), 4);
        Assert.Equal(1 / (1 + 15.0 / 340), (road.Emitted(100) - road.Emitted(99)), 4);
    }

    [Theory]
    [InlineData(nameof(ClipKind.CarPass), 1)]
    [InlineData(nameof(ClipKind.CarPass), 2)]
    [InlineData(nameof(ClipKind.MotorbikePass), 1)]
    [InlineData(nameof(ClipKind.MotorbikePass), 2)]
    public void A_vehicle_is_loudest_half_way_and_was_nowhere_sudden(string kind, int seed)
    {
        var levels = Solo.TenMillisecondLevels(Solo.Clip(Enum.Parse<ClipKind>(kind), seed, 10));
        var half = Enumerable.Range(0, 20).Select(i => levels[(i * 50)..((i + 1) * 50)].Average()).ToList();
        Assert.InRange(half.IndexOf(half.Max()), 8, 11);
        Assert.InRange(half.Max() - half[4], 6, 22);
        Assert.InRange(half.Max() - half[15], 6, 22);
        Assert.All(half.Zip(half.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, -16, 16));
    }

    [Fact]
    public void A_cars_tyres_sound_about_1_kHz_and_under_them_its_engine()
    {
        var spectrum = new Spectrum(Solo.Clip(ClipKind.CarPass, 1, 10));
        Assert.True(spectrum.OctaveDb(1000) > spectrum.OctaveDb(4000) + 5 && spectrum.OctaveDb(1000) > spectrum.OctaveDb(250));
        Assert.InRange(spectrum.PeakHertz(40, 130), 55, 95); // two firings a turn, 1800 to 2600 turns a minute, a little shifted
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Revving_swells_every_one_and_a_half_seconds(int seed)
    {
        var levels = Solo.TenMillisecondLevels(Solo.Clip(ClipKind.Revving, seed, 6));
        for (var rev = 0; rev < 4; rev++)
        {
            var one = levels[(rev * 150)..((rev + 1) * 150)];
            Assert.True(one[20..80].Max() - one[130..145].Average() > 10, $"rev {rev}: {one[20..80].Max()} dB, then {one[130..145].Average()} dB");
        }
    }
}

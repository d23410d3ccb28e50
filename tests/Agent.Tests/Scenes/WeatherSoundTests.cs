using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Scenes;

namespace Solutions.Edge.Agent.Tests.Scenes;

public class WeatherSoundTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Winds_spectrum_is_that_of_turbulence_and_A_weighting_leaves_little_of_it(int seed)
    {
        var spectrum = new Spectrum(Solo.Loop(LoopKind.Wind, seed));
        Assert.Equal(-5.0 / 3, Slope(spectrum, 8, 12.7), 0.45);
        Assert.Equal(-11.0 / 3, Slope(spectrum, 100, 1000), 0.15);
        Assert.InRange(spectrum.LevelDb(FrequencyWeighting.Z) - spectrum.LevelDb(FrequencyWeighting.A), 33, 40);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void It_gusts(int seed)
    {
        var wind = Solo.Loop(LoopKind.Wind, seed);
        var seconds = Enumerable.Range(0, 10)
            .Select(i => new Spectrum(wind.AsSpan(i * SceneSound.SampleRate, SceneSound.SampleRate)).LevelDb(FrequencyWeighting.Z))
            .ToList();
        Assert.InRange(seconds.Max() - seconds.Min(), 4, 30);
    }

    [Fact]
    public void Twice_the_wind_is_12_dB_louder_and_a_breeze_is_near_78_dB_unweighted()
    {
        var levels = WindLoop.Cue((0, 5), (1, 10)).Levels;
        Assert.Equal(12.04, levels[1].Db - levels[0].Db, 0.01);
        var breeze = Solo.Play(new([WindLoop.Cue((0, 5))], []), 1, NoiseLoop.Samples);
        Assert.Equal(78, new Spectrum(breeze).LevelDb(FrequencyWeighting.Z), 1.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rain_is_broad(int seed)
    {
        var spectrum = new Spectrum(Solo.Loop(LoopKind.Rain, seed));
        double[] octaves = [.. new[] { 500.0, 1000, 2000, 4000, 8000 }.Select(spectrum.OctaveDb)];
        Assert.True(octaves.Max() - octaves.Min() < 10, string.Join(", ", octaves));
        Assert.True(octaves.Min() > spectrum.OctaveDb(63) + 12);
    }

    [Fact]
    public void Single_drops_stand_out_in_it()
    {
        var rain = Solo.Loop(LoopKind.Rain, 1);
        var rms = Math.Sqrt(rain.Average(p => (double)p * p));
        Assert.InRange(rain.Max(Math.Abs) / rms, 8, 40); // noise without drops: under 6
    }

    [Fact]
    public void Ten_times_the_rain_has_the_energy_of_ten_to_the_power_of_eleven_ninths()
    {
        var levels = RainLoop.Cue((0, 1), (60, 10), (120, 30)).Levels;
        Assert.Equal(12.22, levels[1].Db - levels[0].Db, 0.01);
        Assert.True(levels[2].Db > levels[1].Db);
    }

    /// <summary>Exponent of the power density between two frequencies, from octaves about them.</summary>
    private static double Slope(Spectrum spectrum, double low, double high) =>
        (spectrum.OctaveDb(high) - spectrum.OctaveDb(low)) / 10 / Math.Log10(high / low) - 1;
}

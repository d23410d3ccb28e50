using Solutions.Edge.Acoustics.Calibration;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Calibration.Calibrator;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics.Calibration;

public class ToneFrequencyTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(999.3)]
    [InlineData(1006.99)]
    [InlineData(250)]
    [InlineData(12_345)]
    public void A_tone_is_found_to_a_twentieth_of_a_hertz_also_in_noise(double hertz)
    {
        Assert.Equal(hertz, ToneFrequency.Hertz(Tone(hertz: hertz, samples: Rate), Rate), 0.05);
        Assert.Equal(hertz, ToneFrequency.Hertz(Tone(hertz: hertz, samples: Rate).Plus(Noise(90, Rate)), Rate), 0.05);
    }

    [Theory]
    [InlineData(16_000)]
    [InlineData(96_000)]
    public void At_another_sample_rate_too(int rate) =>
        Assert.Equal(1000, ToneFrequency.Hertz([.. Enumerable.Range(0, rate).Select(n => (float)Math.Sin(2 * Math.PI * 1000 * n / rate))], rate), 0.05);

    [Fact]
    public void Too_few_samples_are_refused() => Assert.Equal("There are 480 samples; a frequency takes at least 1024. (Parameter 'pascal')",
        Assert.Throws<ArgumentException>(() => ToneFrequency.Hertz(new float[480], Rate)).Message);

    [Fact]
    public void Silence_has_a_frequency_that_is_a_number() => Assert.True(double.IsFinite(ToneFrequency.Hertz(new float[Rate], Rate)));
}

using Solutions.Edge.Acoustics;
using Solutions.Edge.Agent.Sound.Capture;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Tests.Sound.Capture;

/// <summary>What is wrong with a microphone shows in a minute of its samples.</summary>
public class MicrophoneDiagnosisTests
{
    private const int Rate = SoundLevelMeter.SampleRate;

    private static readonly double PascalPerFullScale = Sensitivity.PascalPerFullScale(-26);

    private readonly Random noise = new(3);

    [Fact]
    public void Every_state_is_one_of_the_wires_and_has_a_cure()
    {
        string[] faults =
        [
            MicrophoneDiagnosis.Silent, MicrophoneDiagnosis.Stuck, MicrophoneDiagnosis.Clipping, MicrophoneDiagnosis.Offset, MicrophoneDiagnosis.Humming,
        ];
        Assert.Equal(MicrophoneHealth.States, [MicrophoneDiagnosis.Ok, MicrophoneDiagnosis.Lost, .. faults]);
        Assert.Equal(faults.Length, faults.Select(MicrophoneDiagnosis.Words).Distinct().Count());
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("silent")]
    [InlineData("stuck")]
    [InlineData("clipping")]
    [InlineData("offset")]
    [InlineData("humming")]
    public void It_is_found_within_a_minute(string fault) => Assert.Equal(fault, Diagnose(t => fault switch
    {
        "silent" => 0,
        "stuck" => -0.3,
        "clipping" => Math.Clamp(1.5 * Math.Sin(2 * Math.PI * 400 * t), -1, 1),
        "offset" => 0.2 + Noise(),
        "humming" => 0.01 * Math.Sin(2 * Math.PI * 50 * t) + Noise(),
        _ => Noise(),
    }));

    [Fact]
    public void Two_clipped_seconds_are_a_bang_and_no_fault() =>
        Assert.Equal("ok", Diagnose(t => t is > 20 and < 22 ? Math.Clamp(1.5 * Math.Sin(2 * Math.PI * 400 * t), -1, 1) : Noise()));

    [Fact]
    public void Bass_of_music_at_fifty_hertz_that_comes_and_goes_is_no_hum() =>
        Assert.Equal("ok", Diagnose(t => (t % 8 < 5 ? 0.05 * Math.Sin(2 * Math.PI * 50 * t) : 0) + Noise()));

    private double Noise() => 0.002 * (noise.NextDouble() - 0.5);

    private static string Diagnose(Func<double, double> sample)
    {
        var (meter, diagnosis, raw) = (new SoundLevelMeter(Rate, MeasuringRange.Of(-26, 29)), new MicrophoneDiagnosis(), new RawSeconds(Rate));
        var samples = new float[Rate];
        var state = "";
        for (var second = 0; second < 60; second++)
        {
            for (var i = 0; i < Rate; i++)
                samples[i] = (float)sample(second + (double)i / Rate);
            raw.Add(samples);
            for (var i = 0; i < Rate; i++)
                samples[i] = (float)(samples[i] * PascalPerFullScale);
            meter.Add(samples);
            state = diagnosis.Add(meter.EndSecond(), raw.Last);
        }
        return state;
    }
}

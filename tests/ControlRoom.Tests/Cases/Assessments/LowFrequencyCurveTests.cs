using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>Bands of 10 to 160 Hz beside the curve: the band and the quarter of an hour most above it.</summary>
public class LowFrequencyCurveTests
{
    [Fact]
    public void The_band_most_above_the_curve_is_named_with_its_time()
    {
        // 63 Hz: 8 minutes of 50 dB and 7 of 40: 10 lg((8 * 10^5 + 7 * 10^4) / 15) = 47.63; the curve is 42 there.
        var assessed = LowFrequencyCurve.Of(Of([.. Enumerable.Range(0, 15).Select(n => Banded(n, 8, 30)),
            .. Enumerable.Range(15, 15).Select(n => Banded(n, 8, n < 23 ? 50 : 40))]));
        Assert.Contains("63 Hz at 23:15: 47.6 dB, U = 6.4 dB (k = 2), 5.6 dB above the curve; 0.6 dB above it with the 5 dB", assessed.Result,
            StringComparison.Ordinal);
        Assert.Contains("L10 − L90 of 63 Hz is 10.0 dB by its minutes: not steady, nothing is added.", assessed.Working);
        Assert.Contains("12.5 Hz: 20.0 dB at 23:15, 67.0 dB below the curve; the whole night 20.0 dB, 67.0 dB below it.", assessed.Working);
        Assert.Equal(13, assessed.Inputs.Count);
    }

    [Fact]
    public void A_steady_hum_has_both_figures()
    {
        var assessed = LowFrequencyCurve.Of(Of(Enumerable.Range(0, 15).Select(n => Banded(n, 7, 46))));
        Assert.Contains("50 Hz at 23:00: 46.0 dB", assessed.Result, StringComparison.Ordinal);
        Assert.Contains("3.0 dB above the curve; 2.0 dB below it with", assessed.Result, StringComparison.Ordinal);
        Assert.Contains("it may be steady", string.Join(' ', assessed.Working), StringComparison.Ordinal);
    }

    [Fact]
    public void Outdoors_and_without_bands_it_does_not_speak()
    {
        Assert.Equal("not applicable because the curve is for sound in the room of the complainant, and this was measured outdoors",
            LowFrequencyCurve.Of(Of(Enumerable.Range(0, 15).Select(n => Banded(n, 7, 46)), position: MicrophonePosition.Facade)).NotApplicable);
        Assert.Equal("not applicable because no one-third-octave bands of this night were recorded", LowFrequencyCurve.Of(Of(Steady(0, 15, 40))).NotApplicable);
    }

    private static NoiseMinuteRecord Banded(int n, int band, double level) =>
        Minute(n, 30, (300, 6000)) with { Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == band ? level : (double?)20)] };
}

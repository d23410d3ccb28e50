using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using Xunit;
using static Solutions.Edge.Tests.Acoustics.Calibration.Calibrator;
using static Solutions.Edge.Tests.Acoustics.Signal;

namespace Solutions.Edge.Tests.Acoustics.Calibration;

public class CalibrationCheckTests
{
    [Theory]
    [InlineData(94)]
    [InlineData(114)]
    public void A_calibrator_that_reads_its_level_leaves_the_sensitivity_as_it_is(double nominal)
    {
        var check = Check(Tone(nominal), nominal);
        Assert.Empty(check.Faults);
        Assert.Empty(check.Remarks);
        Assert.Equal(nominal, check.MeasuredDb!.Value, 0.005);
        Assert.Equal(SensitivityDbfs, check.NewSensitivityDbfs!.Value, 0.005);
        Assert.Equal(1000, check.Hertz!.Value, 0.05);
        Assert.Equal(CalibrationCapture.Seconds, check.Seconds);
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(-0.7)]
    [InlineData(2.9)]
    public void The_new_sensitivity_moves_a_reading_by_the_deviation(double deviation)
    {
        var check = Check(Tone(94 + deviation));
        Assert.Equal(SensitivityDbfs + deviation, check.NewSensitivityDbfs!.Value, 0.005);
        // The samples were as loud as before; the pascal they stand for are not.
        var correction = Sensitivity.PascalPerFullScale(check.NewSensitivityDbfs.Value) / Sensitivity.PascalPerFullScale(SensitivityDbfs);
        Assert.Equal(94, Measure([.. Tone(94 + deviation, samples: 2 * Rate).Select(p => (float)(p * correction))])[1].LAeq!.Value, 0.01);
    }

    [Theory]
    [InlineData(90.9, "it reads 90.90 dB; it must read within 3 dB of 94 dB")]
    [InlineData(97.1, "it reads 97.10 dB; it must read within 3 dB of 94 dB")]
    public void A_level_too_far_from_the_calibrators_is_refused(double level, string fault) => Refuses(Tone(level), fault);

    [Fact]
    public void A_level_that_wavers_by_two_tenths_of_a_decibel_is_refused()
    {
        var wavering = Tone().Select((p, n) => (float)(p * Math.Pow(10, 0.1 / 20 * Math.Sin(2 * Math.PI * 0.3 * n / Rate)))).ToArray();
        Assert.Matches(@"^its level moves by 0\.(09|1\d) dB about its mean; it must keep within 0\.07 dB$", Assert.Single(Check(wavering).Faults));
    }

    [Fact]
    public void A_level_that_creeps_by_a_tenth_is_not_fluctuation() =>
        Assert.Empty(Check([.. Tone().Select((p, n) => (float)(p * Math.Pow(10, 0.1 * n / Enough / 20)))]).Faults);

    [Fact]
    public void A_tone_within_other_sound_is_refused()
    {
        var check = Check(Tone().Plus(Noise(88)));
        Assert.Contains("80 % of the sound is in the 1 kHz band; it must be at least 90 %", check.Faults);
        Assert.Null(check.NewSensitivityDbfs);
    }

    [Fact]
    public void Rumble_that_is_let_pass_does_not_move_the_sensitivity()
    {
        var check = Check(Tone().Plus(Tone(83, hertz: 31.5)));
        Assert.Empty(check.Faults);
        Assert.Equal(SensitivityDbfs, check.NewSensitivityDbfs!.Value, 0.02);
    }

    [Theory]
    [InlineData(900)]
    [InlineData(1018)]
    [InlineData(982)]
    public void A_tone_of_another_frequency_is_refused_also_within_the_band(double hertz) =>
        Assert.Contains($"the tone is at {hertz:0.0} Hz; it must be within 1.7 % of 1000 Hz", Check(Tone(hertz: hertz)).Faults);

    [Theory]
    [InlineData(250)]
    [InlineData(2000)]
    public void A_calibrator_of_another_kind_is_named_by_its_frequency(double hertz)
    {
        var check = Check(Tone(hertz: hertz));
        Assert.Contains($"the tone is at {hertz:0.0} Hz; it must be within 1.7 % of 1000 Hz", check.Faults);
        Assert.Contains("0 % of the sound is in the 1 kHz band; it must be at least 90 %", check.Faults);
    }

    [Theory]
    [InlineData(1010)]
    [InlineData(984)]
    public void A_class_2_calibrators_frequency_is_accepted_with_a_remark(double hertz)
    {
        var check = Check(Tone(hertz: hertz));
        Assert.Empty(check.Faults);
        Assert.Equal($"the tone is at {hertz:0.0} Hz; a class 1 calibrator keeps within 0.7 % of 1000 Hz", Assert.Single(check.Remarks));
    }

    [Fact]
    public void A_tone_that_is_too_short_is_refused() => Refuses([.. Tone(samples: 6 * Rate), .. Noise(50)],
        "the settled tone lasted 4 s; it must last 10 s, 2 s after it began");

    [Fact]
    public void A_tone_that_is_over_before_it_settles_says_nothing() => Refuses([.. Noise(50, Rate), .. Tone(samples: Rate), .. Noise(50)],
        "the tone was over before it had settled; it must last at least 12 s");

    [Fact]
    public void A_pure_tone_of_a_street_is_never_taken_for_a_calibrator() => Refuses(Tone(70).Plus(Noise(60)),
        "nothing within 10 dB of 94 dB was heard; the loudest second had 70.4 dB. Is the calibrator on, tight, and set to 94 dB?");

    [Fact]
    public void Without_any_signal_that_is_what_is_said() => Refuses(new float[Enough], "nothing within 10 dB of 94 dB was heard; there was no signal at all");

    [Fact]
    public void A_calibrator_left_at_94_dB_is_not_taken_for_one_of_114()
    {
        var check = Check(Tone(), nominalDb: 114);
        Assert.StartsWith("nothing within 10 dB of 114 dB was heard; the loudest second had 94.0 dB", Assert.Single(check.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_in_overload_is_refused()
    {
        var capture = new CalibrationCapture(94);
        var tone = new ToneSecond { ToneDb = 94, TotalDb = 94, Hertz = 1000, FastMaxDb = 94, FastMinDb = 94, FastMeanDb = 94 };
        for (var n = 0; capture.Phase != CapturePhase.Ended; n++)
            capture.Add(tone with { Overload = n == 5 });
        Assert.Equal("the converter was at its end in 1 of 10 s; the microphone cannot hear 94 dB",
            Assert.Single(CalibrationCheck.Judge(capture, SensitivityDbfs).Faults));
    }

    [Fact]
    public void Every_gate_that_was_not_passed_is_named()
    {
        var faults = Check([.. Tone(90, hertz: 900, samples: 7 * Rate).Plus(Noise(86, 7 * Rate)), .. Noise(50)]).Faults;
        Assert.Equal(4, faults.Count(f =>
            f.StartsWith("the settled tone lasted", StringComparison.Ordinal) || f.StartsWith("it reads", StringComparison.Ordinal)
            || f.Contains("in the 1 kHz band", StringComparison.Ordinal) || f.StartsWith("the tone is at 900", StringComparison.Ordinal)));
    }

    private static void Refuses(float[] pascal, string fault)
    {
        var check = Check(pascal);
        Assert.Equal(fault, Assert.Single(check.Faults));
        Assert.False(check.IsAccepted);
        Assert.Null(check.NewSensitivityDbfs);
    }
}

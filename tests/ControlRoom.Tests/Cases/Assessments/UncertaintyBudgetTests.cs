using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>U is twice the root of the sum of the squares of what each cause may be off by over the root of 3.</summary>
public class UncertaintyBudgetTests
{
    [Fact]
    public void A_microphone_of_which_nothing_is_known_is_assumed_and_says_so()
    {
        // (1^2 + 0.5^2 + 3^2 + 0^2 + 2^2) / 3 = 4.75; its root is 2.1794.
        var budget = UncertaintyBudget.Of(Of(Steady(0, 1, 40)));
        Assert.Equal((4.3589, 2.1794), (Math.Round(budget.ExpandedDb, 4), Math.Round(budget.CombinedDb, 4)));
        Assert.Equal(["calibrator", "drift", "class and frequency response", "wind", "position"], budget.Parts.Select(p => p.Cause));
        Assert.All([budget.Parts[0], budget.Parts[1], budget.Parts[2], budget.Parts[4]], p => Assert.Contains("assumed", p.Basis, StringComparison.Ordinal));
        Assert.StartsWith("no calibration is known to the control room", budget.Parts[0].Basis, StringComparison.Ordinal);
        Assert.Equal("U = 4.4 dB (k = 2)", budget.Words);
    }

    [Fact]
    public void A_class_1_meter_that_drifted_by_a_fifth_of_a_decibel_in_light_wind()
    {
        // (0.25^2 + 0.2^2 + 1^2 + 0.5^2 + 0.5^2) / 3 = 0.534167; twice its root is 1.4617.
        var facts = Of(Steady(0, 1, 40), position: MicrophonePosition.FreeField, weather: Weather(0, 3.1, 0)) with { Microphone = Calibrated(1, -0.2) };
        Assert.Equal(1.4617, Math.Round(UncertaintyBudget.Of(facts).ExpandedDb, 4));
        Assert.Contains("-0.20 dB", UncertaintyBudget.Of(facts).Parts[1].Basis, StringComparison.Ordinal);
        // 10 to 160 Hz: (0.0625 + 0.04 + 4 + 0.25 + 0.25) / 3 = 1.534167.
        Assert.Equal(2.4772, Math.Round(UncertaintyBudget.OfLowBands(facts).ExpandedDb, 4));
    }

    [Theory]
    [InlineData(null, 1.0)]
    [InlineData(5.0, 0.5)]
    [InlineData(5.1, 2.0)]
    public void Wind_outdoors_counts_by_what_is_known_of_it(double? wind, double expected)
    {
        var weather = wind is null ? Array.Empty<GateRecord>() : [Weather(3, wind, null)];
        Assert.Equal(expected, UncertaintyBudget.Of(Of(Steady(0, 1, 40), position: MicrophonePosition.Outdoors, weather: weather)).Parts[3].HalfWidthDb);
        Assert.Equal(0, UncertaintyBudget.Of(Of(Steady(0, 1, 40), weather: weather)).Parts[3].HalfWidthDb);
    }

    [Fact]
    public void The_calibrator_that_was_used_counts_and_is_named()
    {
        // (0.4^2 + 0.1^2 + 3^2 + 0^2 + 2^2) / 3 = 4.39; twice its root is 4.1905.
        var (before, after) = (NightChecksTests.Sheet(-1, 94, CalibrationTime.Before, -26), NightChecksTests.Sheet(9, 93.9, CalibrationTime.After, -26));
        var budget = UncertaintyBudget.Of(Of(Steady(0, 1, 40)) with { Microphone = new(null, Checks(before, after with { CalibratorClass = 2 })) });
        Assert.Equal(4.1905, Math.Round(budget.ExpandedDb, 4));
        Assert.Equal(("IEC 60942:2017, level of a class 2 calibrator: CAL-4711, class 1, lab 12/345; CAL-4711, class 2, lab 12/345",
            "checks before (2026-11-23) and after (2026-11-24) differ by -0.10 dB"), (budget.Parts[0].Basis, budget.Parts[1].Basis));
        var open = UncertaintyBudget.Of(Of(Steady(0, 1, 40)) with { Microphone = new(null, Checks(before)) });
        Assert.Equal((0.25, 0.5), (open.Parts[0].HalfWidthDb, open.Parts[1].HalfWidthDb));
        Assert.StartsWith("checked before (2026-11-23) and not yet after it: assumed", open.Parts[1].Basis, StringComparison.Ordinal);
    }

    internal static MicrophoneFacts Calibrated(int microphoneClass, double drift) => new(microphoneClass, Checks(
        NightChecksTests.Sheet(-2, 94, CalibrationTime.Before, -26), NightChecksTests.Sheet(10, 94 + drift, CalibrationTime.After, -26)));

    private static NightChecks Checks(params CalibrationSheet[] sheets) => NightChecks.Of(sheets.Select(MicrophoneCheck.Of), Tonight.From, Tonight.To);
}

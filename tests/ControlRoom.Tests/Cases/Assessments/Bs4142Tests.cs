using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Nights;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>It rates industrial and commercial sound by a class 1 meter outdoors, and refuses everything else.</summary>
public class Bs4142Tests
{
    [Fact]
    public void A_rating_is_worked_out_in_whole_decibels_with_its_range_of_outcomes()
    {
        // 10 lg(10^5 - 10^4.5) = 48.35; tonal 4 and intermittent 3: 55.35, whole 55. Quarters without the source: 40, 40, 42: background 40.
        var assessed = Bs4142.Of(Rated);
        Assert.Null(assessed.NotApplicable);
        Assert.Equal("Specific level: 10 lg(10^(50.0/10) − 10^(45.0/10)) = 48.3 dB.", assessed.Working[0]);
        Assert.Equal("Features: tonal 4, impulsive 0, intermittent 3, otherwise distinct 0 dB.", assessed.Working[1]);
        Assert.Equal("Rating level: 55 dB; background: 40 dB (whole decibels, clause 12).", assessed.Working[2]);
        // U of each is 1.46 dB (see the budget), of the difference 1.4617 * 1.4142 = 2.07: from 12.93 to 17.07.
        Assert.Equal("Rating less background: 15 dB. With the budget it may lie from 13 to 17 dB (Annex B).", assessed.Working[3]);
        Assert.Contains("significant adverse impact", assessed.Result, StringComparison.Ordinal);
        Assert.EndsWith("All depending on context.", assessed.Result, StringComparison.Ordinal);
        Assert.DoesNotContain("±", string.Join(' ', [assessed.Result!, .. assessed.Working]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SourceKind.Music, "music")]
    [InlineData(SourceKind.People, "people")]
    [InlineData(SourceKind.Animals, "animals")]
    [InlineData(SourceKind.Construction, "construction")]
    [InlineData(SourceKind.Shooting, "shooting")]
    [InlineData(SourceKind.MotorSport, "motor sport")]
    [InlineData(SourceKind.Traffic, "traffic")]
    [InlineData(SourceKind.Other, "another source")]
    internal void Other_sources_are_refused(SourceKind source, string name) =>
        Assert.Equal($"not applicable because the source is {name}, which is outside the scope (clause 1)", Why(Rated with { Source = source }));

    [Fact]
    public void What_it_needs_and_has_not_is_named()
    {
        Assert.StartsWith("not applicable because the source is not established", Why(Rated with { Source = SourceKind.NotEstablished }),
            StringComparison.Ordinal);
        Assert.Equal("not applicable because the microphone is not of a class 1 meter (clause 5)", Why(Rated with { Microphone = MicrophoneFacts.Unknown }));
        Assert.Equal("not applicable because the microphone is not of a class 1 meter (clause 5)",
            Why(Rated with { Microphone = UncertaintyBudgetTests.Calibrated(2, 0) }));
        Assert.Equal("not applicable because no calibration before and after is known (clause 5)", Why(Rated with { Microphone = new(1, NightChecks.None) }));
        Assert.Contains("measured indoors (clause 6)", Why(Rated with { Position = MicrophonePosition.Indoors }), StringComparison.Ordinal);
        Assert.Contains("no officer has stated", Why(Rated with { Statement = null }), StringComparison.Ordinal);
        Assert.Contains("were not measured without a gap (clause 7.2)",
            Why(Rated with { Statement = Rated.Statement! with { Source = Tonight.From.AddHours(3) } }), StringComparison.Ordinal);
        Assert.Contains("is less than 3.0 dB above the residual", Why(Rated with { Statement = Rated.Statement! with { Residual = 47.1 } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_that_are_missing_or_too_far_apart_refuse_it_and_so_do_a_position_and_a_floor()
    {
        Assert.StartsWith("not applicable because it was not checked both before and after (clause 5). Checked before (2026-11-23 22:00 UTC, ",
            Why(Rated with { Microphone = Class1(NightChecksTests.Sheet(-1, 94, CalibrationTime.Before, -26)) }), StringComparison.Ordinal);
        var (before, after) = (NightChecksTests.Sheet(-1, 94, CalibrationTime.Before, -26), NightChecksTests.Sheet(9, 94.6, CalibrationTime.After, -26));
        Assert.StartsWith("not applicable because the microphone did not hold (clause 5).", Why(Rated with { Microphone = Class1(before, after) }),
            StringComparison.Ordinal);
        var class2 = Class1(before, NightChecksTests.Sheet(9, 94, CalibrationTime.After, -26) with { CalibratorClass = 2 });
        Assert.Equal("not applicable because the calibrator is not known to be of class 1 (clause 5)", Why(Rated with { Microphone = class2 }));
        Assert.Equal("not applicable because no officer has stated where the microphone stands to what reflects (clause 6)",
            Why(Rated with { Position = MicrophonePosition.Outdoors }));
        // Self-noise 36: the floor is 41, and the background of 40 is that or less.
        Assert.Equal("not applicable because only a bound is known of a level: ambient 50.0 dB, background ≤ 40.0 dB (below the range of this microphone)",
            Why(Rated with { Microphone = Rated.Microphone with { SelfNoiseDba = 36 } }));
    }

    [Fact]
    public void What_it_rests_on_has_its_source()
    {
        var facts = Rated with { Position = MicrophonePosition.Facade, PositionFrom = "stated by person 7", StatementFrom = "stated by person 8" };
        var assessed = Bs4142.Of(facts);
        Assert.Equal(["stated by person 8", "stated by person 8", "stated by person 7"],
            assessed.Inputs.Where(i => i.Name is "residual LAeq" or "features" or "position").Select(i => i.Source));
        Assert.Contains(assessed.Inputs, i => i is { Name: "position", Value: "1 m before a façade" });
        Assert.Contains("reflection", Assert.Single(assessed.Remarks), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5.1, 0.0, "wind over 5 m/s")]
    [InlineData(1.0, 0.2, "rain")]
    public void Wind_and_rain_in_the_reference_interval_refuse_it(double wind, double rain, string expected)
    {
        var facts = Rated with { Detail = Rated.Detail with { Weather = NightWeather.Of(Tonight, [Weather(7, wind, rain)]) } };
        Assert.Equal($"not applicable because there was {expected} in the reference interval (clause 6.4)", Why(facts));
    }

    [Fact]
    public void Low_levels_carry_their_caveat_and_unknown_weather_its_remark()
    {
        var low = Facts(26, 20, 22) with { Statement = new(Tonight.From, 18, 0, 0, false, true) };
        // 10 lg(10^2.6 - 10^1.8) = 25.25, distinct 3: 28; background 20.
        var assessed = Bs4142.Of(low with { Detail = low.Detail with { Weather = NightWeather.Of(Tonight, []) } });
        Assert.StartsWith("Rating less background 8 dB: about +5 dB", assessed.Result, StringComparison.Ordinal);
        Assert.Equal(2, assessed.Remarks.Count);
        Assert.StartsWith("Background and rating are low", assessed.Remarks[0], StringComparison.Ordinal);
        Assert.Empty(Bs4142.Of(Rated).Remarks);
    }

    private static NightFacts Rated => Facts(50, 40, 42) with { Statement = new(Tonight.From, 45, 4, 0, true, false) };

    private static MicrophoneFacts Class1(params CalibrationSheet[] sheets) =>
        new(1, NightChecks.Of(sheets.Select(MicrophoneCheck.Of), Tonight.From, Tonight.To));

    private static string? Why(NightFacts facts) => Bs4142.Of(facts).NotApplicable;

    /// <summary>A quarter of an hour with the source, two of one background and one of another.</summary>
    private static NightFacts Facts(double source, double background, double other) =>
        Of([.. Steady(0, 15, source), .. Steady(15, 30, background), .. Steady(45, 15, other)], position: MicrophonePosition.FreeField,
            weather: Weather(3, 3.1, 0)) with
        {
            Source = SourceKind.Industrial,
            Microphone = UncertaintyBudgetTests.Calibrated(1, -0.2),
        };
}

using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using static Solutions.Edge.ControlRoom.Tests.Cases.Assessments.AssessedNights;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

/// <summary>A night lies between two checks of one microphone, or it is said which one is missing.</summary>
public class NightChecksTests
{
    [Fact]
    public void The_checks_around_a_night_and_their_drift_are_found()
    {
        // The sensitivity was -26.4 and was found to be -26.1: 0.3 dB up, well within 0.5.
        var checks = Around(Sheet(-72, 93.6, CalibrationTime.Before, -26), Sheet(10, 94.3, CalibrationTime.After, -26.4));
        Assert.Equal((0.3, true, false, 1), (checks.DriftDb, checks.Hold, checks.AreInDoubt, checks.CalibratorClass));
        Assert.Equal((Tonight.From.AddHours(-72), Tonight.From.AddHours(10)), (checks.Before!.At, checks.After!.At));
        Assert.Contains("drift +0.30 dB, at most 0.5 dB.", checks.Words, StringComparison.Ordinal);
        Assert.Equal("checked 2026-11-20 and 2026-11-24, drift +0.30 dB", checks.Summary);
    }

    [Theory]
    [InlineData(94.7, 0.7, "in doubt")]
    [InlineData(92.9, -1.1, "not to be relied on")]
    public void Over_half_a_decibel_every_second_of_the_night_is_in_doubt(double read, double drift, string words)
    {
        var checks = Around(Sheet(-1, 94, CalibrationTime.Before, -26), Sheet(9, read, CalibrationTime.After, -26));
        Assert.Equal((drift, false, true), (checks.DriftDb, checks.Hold, checks.AreInDoubt));
        Assert.Contains(words, checks.Words, StringComparison.Ordinal);
        Assert.Equal([SecondFlags(checks, "overload")], [["overload", CalibrationSpan.DoubtFlag]]);
        Assert.Equal(["overload"], SecondFlags(Around(), "overload"));
    }

    [Fact]
    public void Of_a_check_amid_the_night_both_spans_count_and_the_greater_drift_holds()
    {
        var checks = Around(Sheet(-1, 94, CalibrationTime.Before, -26), Sheet(4, 94.2, CalibrationTime.Between, -26),
            Sheet(9, 93.6, CalibrationTime.After, -25.8));
        Assert.Equal((-0.4, Tonight.From.AddHours(-1), Tonight.From.AddHours(9)), (checks.DriftDb, checks.Before!.At, checks.After!.At));
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        Assert.Equal("No check of the microphone by a calibrator is known.", Around().Words);
        var open = Around(Sheet(-1, 94, CalibrationTime.Before, -26));
        Assert.Equal((null, true), (open.DriftDb, open.After is null));
        Assert.EndsWith("and not after it yet: by how much it drifted is not known.", open.Words, StringComparison.Ordinal);
        var late = Around(Sheet(9, 94, CalibrationTime.Before, -26));
        Assert.StartsWith("Not checked before; checked after (", late.Words, StringComparison.Ordinal);
        // A measurement ended and the next began within the night: what lies between was not checked.
        var gap = Around(Sheet(-9, 94, CalibrationTime.Before, -26), Sheet(2, 94, CalibrationTime.After, -26), Sheet(3, 94, CalibrationTime.Before, -26),
            Sheet(9, 94, CalibrationTime.After, -26));
        Assert.Null(gap.DriftDb);
        // One after a measurement that had ended says nothing of this night.
        Assert.Null(Around(Sheet(-9, 94, CalibrationTime.Before, -26), Sheet(-3, 94, CalibrationTime.After, -26)).Before);
    }

    [Fact]
    public void Checks_of_two_microphones_and_notes_are_not_set_against_one_another()
    {
        var other = Sheet(9, 95.5, CalibrationTime.After, -26) with { Microphone = "MIC-2" };
        var checks = Around(Sheet(-1, 94, CalibrationTime.Before, -26), other);
        Assert.Null(checks.DriftDb);
        MicrophoneCheck[] noted = [MicrophoneCheck.Of(Note(-20, 94.1)), MicrophoneCheck.Of(Note(20, 93.7))];
        var both = NightChecks.Of([.. noted, MicrophoneCheck.Of(Sheet(-1, 94, CalibrationTime.Before, -26))], Tonight.From, Tonight.To);
        // What is whole comes first; a note states no class.
        Assert.Equal((-0.4, true, null), (both.DriftDb, both.Before!.IsNoted, both.CalibratorClass));
        var own = NightChecks.Of([.. noted, MicrophoneCheck.Of(Sheet(-1, 94, CalibrationTime.Before, -26)),
            MicrophoneCheck.Of(Sheet(9, 94, CalibrationTime.After, -26))], Tonight.From, Tonight.To);
        Assert.Equal((0.0, false), (own.DriftDb, own.Before!.IsNoted));
    }

    [Fact]
    public void The_poorer_calibrator_counts_and_one_that_is_not_known_most()
    {
        var before = Sheet(-1, 94, CalibrationTime.Before, -26);
        var after = Sheet(9, 94, CalibrationTime.After, -26);
        Assert.Equal(2, Around(before, after with { CalibratorClass = 2 }).CalibratorClass);
        Assert.Null(Around(before with { CalibratorClass = null }, after).CalibratorClass);
    }

    internal static CalibrationSheet Sheet(int hours, double read, CalibrationTime when, double from) => new()
    {
        Id = $"c-{hours + 1000}",
        Device = "d-1",
        At = Tonight.From.AddHours(hours),
        Time = when,
        Microphone = "MIC-1",
        Calibrator = "CAL-4711",
        CalibratorClass = 1,
        Certificate = "lab 12/345",
        Role = "engineer",
        LevelDb = 94,
        MeasuredDb = read,
        FromDbfs = from,
        SensitivityDbfs = Math.Round(from + read - 94, 3),
    };

    internal static CalibrationNote Note(int hours, double read) => new("d-1", Tonight.From.AddHours(hours), 94, read, "class 1, 4711");

    private static NightChecks Around(params CalibrationSheet[] sheets) => NightChecks.Of(sheets.Select(MicrophoneCheck.Of), Tonight.From, Tonight.To);

    private static IEnumerable<string> SecondFlags(NightChecks checks, string flag) => Assert.Single(checks.Doubt([Second(0, 40, flag)])).Flags;
}

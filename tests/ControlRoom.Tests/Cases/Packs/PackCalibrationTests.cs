using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;
using Solutions.Edge.ControlRoom.Cases.Packs.Parts;
using Solutions.Edge.ControlRoom.Tests.Cases.Assessments;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>A pack states the checks around its nights, those of the device and those that were noted, and what is missing of them.</summary>
public class PackCalibrationTests
{
    private static readonly CalibrationSheet Before = NightChecksTests.Sheet(-1, 94, CalibrationTime.Before, -26);

    [Theory]
    [InlineData(93.8, false, "Each night lies between two checks by a calibrator")]
    [InlineData(93.4, true, "drifted by -0.60 dB, more than 0.5 dB.")]
    public void The_drift_is_that_of_the_sensitivity_and_not_of_two_readings(double read, bool isAmber, string words)
    {
        // The check before read 92 and was adjusted: set beside each other the two readings would differ by more than 1 dB.
        var doubt = Doubt(Before with { MeasuredDb = 92, FromDbfs = -24 }, NightChecksTests.Sheet(9, read, CalibrationTime.After, -26));
        Assert.Equal(isAmber, doubt.IsAmber);
        Assert.Contains(words, doubt.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_that_is_missing_is_named()
    {
        Assert.Contains("no check by a calibrator after is noted", Doubt(Before).Sentence, StringComparison.Ordinal);
        Assert.Contains("no check by a calibrator before is noted", Doubt().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_check_is_a_row_and_names_the_nights_that_it_encloses()
    {
        var facts = Facts([Before, NightChecksTests.Sheet(9, 94.25, CalibrationTime.After, -26)], NightChecksTests.Note(-40, 94.1));
        using var to = new MemoryStream();
        await AssessmentTable.Calibrations(facts).WriteAsync(to, TestContext.Current.CancellationToken);
        Assert.Equal("""
            device,at,stated,read,off,calibrator,from,before,after
            d-1,2026-11-22T07:00:00.000Z,94.00,94.10,0.10,"class 1, 4711",noted in the case,,
            d-1,2026-11-23T22:00:00.000Z,94.00,94.00,0.00,"CAL-4711, class 1, lab 12/345","the device's ledger, by engineer",2026-11-23,
            d-1,2026-11-24T08:00:00.000Z,94.00,94.25,0.25,"CAL-4711, class 1, lab 12/345","the device's ledger, by engineer",,2026-11-23

            """, Encoding.UTF8.GetString(to.ToArray()));
    }

    private static PackDoubt Doubt(params CalibrationSheet[] sheets)
    {
        var facts = Facts(sheets);
        return PackDoubts.Of(facts, PackFigures.Of(facts)).Single(d => d.Topic == "calibration");
    }

    private static PackFacts Facts(IReadOnlyList<CalibrationSheet> sheets, params EntryBody[] entries)
    {
        var place = StatedFactsTests.Place;
        var night = new PackNight(place, new(place.Night.To, null, null, false, []), NightDetail.Nothing(place.Night), new([], 0, EventParameters.Default))
        {
            Seconds = [],
            Seals = new("d-1", [], [], ""),
        };
        return new(new() { Id = "c-1", Complaint = "music", Premises = "12 Example Road", Sites = ["home"] },
            [.. entries.Select((b, i) => new CaseEntry(i + 1, "c-1", "calibration", SamplePack.Made, SamplePack.Made, "person 1", b, null))], [night],
            Redaction.Full, SamplePack.Made, "0.1.0", new string('a', 64), TimeZoneInfo.Utc)
        {
            Sheets = sheets,
        };
    }
}

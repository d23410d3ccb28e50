using System.Text;
using System.Text.Json.Nodes;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>A sheet arrives as it was written, and one that cannot be names what is wrong.</summary>
public class CalibrationSheetTests
{
    private static readonly CalibrationSheet Sheet = new()
    {
        Id = "20261129T140000Z-0a1b2c3d",
        Device = "d-1",
        At = new(2026, 11, 29, 14, 0, 0, TimeSpan.Zero),
        Time = CalibrationTime.Before,
        Microphone = "MIC-1",
        MicrophoneClass = 1,
        SelfNoiseDba = 17.5,
        Calibrator = "CAL-4711",
        CalibratorClass = 1,
        Certificate = "lab 12/345 of 3 March 2026",
        Role = "engineer",
        LevelDb = 94,
        MeasuredDb = 93.3,
        Hertz = 1000.02,
        FluctuationDb = 0.01,
        Seconds = 10,
        FromDbfs = -26,
        SensitivityDbfs = -26.7,
    };

    [Fact]
    public void A_sheet_arrives_as_it_was_written()
    {
        Assert.Equal(Sheet, CalibrationSheet.Read(Sheet.Write()));
        Assert.Equal(-0.7, Sheet.OffDb);
        var text = Encoding.UTF8.GetString(Sheet.Write());
        Assert.Contains("\"time\":\"before\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("offDb", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "\"a b\"", "id is a b; it must be 1 to 64 letters, digits, - or _")]
    [InlineData("time", "\"later\"", "time is ")]
    [InlineData("microphone", "\"\"", "microphone is ; it must be 1 to 200 characters")]
    [InlineData("microphoneClass", "3", "microphoneClass is 3; it must be 1 or 2, or null")]
    [InlineData("calibratorClass", "0", "calibratorClass is 0; it must be 1 or 2, or null")]
    [InlineData("selfNoiseDba", "101", "selfNoiseDba is 101; it must be -20 to 100 dB(A), or null")]
    [InlineData("levelDb", "60", "levelDb is 60; it must be 80 to 130 dB")]
    [InlineData("measuredDb", "90.9", "measuredDb is 90.9; it must be within 3 dB of levelDb, 94")]
    [InlineData("sensitivityDbfs", "-25.3", "sensitivityDbfs is -25.3; it must be fromDbfs + measuredDb - levelDb, -26.7")]
    [InlineData("fromDbfs", "-200", "fromDbfs is -200; it must be -130 to 30 dBFS at 94 dB")]
    [InlineData("seconds", "-1", "seconds is -1; it must be 0 to 3600")]
    public void A_sheet_that_cannot_be_names_what_is_wrong(string field, string value, string sentence)
    {
        var sheet = JsonNode.Parse(Sheet.Write())!;
        sheet[field] = JsonNode.Parse(value);
        var refused = Assert.Throws<RecordException>(() => CalibrationSheet.Read(Encoding.UTF8.GetBytes(sheet.ToJsonString())));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_that_is_too_long_is_refused() => Assert.StartsWith("the sheet has 9000 bytes; ",
        Assert.Throws<RecordException>(() => CalibrationSheet.Read(new byte[9000])).Message, StringComparison.Ordinal);
}

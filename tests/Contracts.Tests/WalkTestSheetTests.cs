using System.Text;
using System.Text.Json.Nodes;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>A sheet arrives as it was written, and one that cannot be names what is wrong.</summary>
public class WalkTestSheetTests
{
    private static readonly WalkTestSheet Sheet = new()
    {
        Id = "20261129T140000Z-0a1b2c3d",
        Device = "d-1",
        At = new(2026, 11, 29, 14, 0, 0, TimeSpan.Zero),
        Version = "0.1.0",
        Configuration = new string('a', 64),
        Name = "A. Fitter",
        Steps =
        [
            new() { Step = "slam", Result = StepResult.Green, Seconds = 9.5, Words = "2.4, 3.1, 2.0 g", Values = [2.4, 3.1, 2], Unit = "g" },
            new() { Step = "lens", Result = StepResult.NotFitted, Reason = "the device's file gives no camera" },
        ],
        Shock = new(0.8, 1, "a blow begins at 1.7 g"),
    };

    [Fact]
    public void A_sheet_arrives_as_it_was_written()
    {
        var read = WalkTestSheet.Read(Sheet.Write());
        Assert.Equal(Sheet with { Steps = [] }, read with { Steps = [] });
        Assert.Equal(["slam", "lens"], read.Steps.Select(s => s.Step));
        Assert.Equal([2.4, 3.1, 2], read.Steps[0].Values);
        Assert.Equal((StepResult.NotFitted, "the device's file gives no camera"), (read.Steps[1].Result, read.Steps[1].Reason));
        Assert.Contains("\"result\":\"not-fitted\"", Encoding.UTF8.GetString(Sheet.Write()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "\"a b\"", "id is a b; it must be 1 to 64 letters, digits, - or _")]
    [InlineData("device", "null", "device is null; it must be a text")]
    [InlineData("version", "\"\"", "version is ; it must be 1 to 64 characters")]
    [InlineData("configuration", "\"abc\"", "configuration is abc; it must be a SHA-256 of 64 hexadecimal digits")]
    [InlineData("steps", "[]", "it has 0 steps; it must have 1 to 32")]
    [InlineData("steps", "[null]", "a step is null; each must be given")]
    [InlineData("steps", """[{"step":"open","result":"red","at":"2026-11-29T14:00:00Z"}]""", "steps")]
    [InlineData("steps", """[{"step":"open","result":"amber","at":"2026-11-29T14:00:00Z"}]""",
        "reason of step 'open' is missing; a step that is not green must have one")]
    [InlineData("steps", """[{"step":"open","result":"green","at":"2026-11-29T14:00:00Z","seconds":-1}]""", "seconds is -1; it must be 0 to 86400")]
    [InlineData("steps", """[{"step":"slam","result":"green","at":"2026-11-29T14:00:00Z","values":[1e999]}]""", "a value of step 'slam' is no number")]
    [InlineData("shock", """{"reportG":0,"shockG":1,"why":"x"}""", "shock is not a pair of limits over 0 to 100 g")]
    public void A_sheet_that_cannot_be_names_what_is_wrong(string field, string value, string sentence)
    {
        var sheet = JsonNode.Parse(Sheet.Write())!;
        sheet[field] = JsonNode.Parse(value);
        var refused = Assert.Throws<RecordException>(() => WalkTestSheet.Read(Encoding.UTF8.GetBytes(sheet.ToJsonString())));
        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_that_is_too_long_is_refused() =>
        Assert.StartsWith("the sheet has 70000 bytes; ", Assert.Throws<RecordException>(() => WalkTestSheet.Read(new byte[70_000])).Message,
            StringComparison.Ordinal);
}

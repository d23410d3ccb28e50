using System.Text;
using System.Text.Json.Nodes;

namespace Solutions.Edge.Contracts.Tests;

public class NoiseMinuteTests
{
    [Theory]
    [InlineData("""{"from":481}""", "histogram is {\"from\":481}; it must be an object or null")]
    [InlineData("""{"from":481,"counts":null}""", "histogram.counts is null; it must be a list")]
    [InlineData("""{"from":48.1,"counts":[1]}""", "histogram.from is 48.1; it must be a whole number")]
    [InlineData("""[1,2]""", "histogram is [1,2]; it must be an object or null")]
    [InlineData("""{"from":-1001,"counts":[1]}""",
        "histogram.from is -1001; it must be a bin from -1000 to 2200, and so must be the bin of each of the 1 counts")]
    [InlineData("""{"from":2200,"counts":[1,1]}""",
        "histogram.from is 2200; it must be a bin from -1000 to 2200, and so must be the bin of each of the 2 counts")]
    [InlineData("""{"from":481,"counts":[1,-1]}""", "histogram.counts is -1; it must be numbers of readings, 0 to 10000")]
    [InlineData("""{"from":481,"counts":[10001]}""", "histogram.counts is 10001; it must be numbers of readings, 0 to 10000")]
    [InlineData("""{"from":481,"counts":[]}""", "histogram.counts is 0; it must be 1 to 10000 readings together")]
    [InlineData("""{"from":481,"counts":[0,0]}""", "histogram.counts is 0; it must be 1 to 10000 readings together")]
    [InlineData("""{"from":481,"counts":[6000,6000]}""", "histogram.counts is 12000; it must be 1 to 10000 readings together")]
    public void A_histogram_that_cannot_be_is_refused_by_name(string histogram, string says) =>
        Assert.StartsWith(says, Refused("histogram", histogram), StringComparison.Ordinal);

    [Fact]
    public void The_whole_range_of_levels_can_be_written()
    {
        var counts = string.Join(',', Enumerable.Repeat(1, 3201));
        Assert.Equal(3201, Assert.IsType<NoiseMinuteRecord>(Read("histogram", $$"""{"from":-1000,"counts":[{{counts}}]}""")).Histogram!.Counts.Length);
    }

    [Theory]
    [InlineData("2026-11-23T23:04:05.000Z")]
    [InlineData("2026-11-23T23:04:00.001Z")]
    public void A_minute_starts_at_a_minute_of_UTC(string t) =>
        Assert.Equal($"t is {t}; it must be the start of a UTC minute", Refused("t", $"\"{t}\""));

    [Fact]
    public void Bands_are_34_as_they_are_of_a_second() =>
        Assert.StartsWith("bands is 3; it must be 34 values or null", Refused("bands", "[1,2,3]"), StringComparison.Ordinal);

    [Fact]
    public void A_minute_of_a_lively_street_is_about_a_kilobyte()
    {
        var record = (NoiseMinuteRecord)Read("histogram", $$"""{"from":380,"counts":[{{string.Join(',', Enumerable.Repeat(20, 300))}}]}""");
        Assert.InRange(RecordJson.Write(record).Length, 1000, 1600);
    }

    private static UpRecord Read(string field, string value)
    {
        var record = Document.Examples("noise-minute").First().DeepClone();
        record[field] = JsonNode.Parse(value);
        return RecordJson.Read(Streams.NoiseMinute, Encoding.UTF8.GetBytes(record.ToJsonString()));
    }

    private static string Refused(string field, string value) => Assert.Throws<RecordException>(() => Read(field, value)).Message;
}

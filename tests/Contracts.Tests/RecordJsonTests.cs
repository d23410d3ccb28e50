using System.Text;
using System.Text.Json.Nodes;

namespace Solutions.Edge.Contracts.Tests;

public class RecordJsonTests
{
    private const string Head = """{"v":1,"boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","bn":12,"seq":7,"t":"2026-11-23T23:04:05.000Z","up":5,"tq":"synced",""";

    [Fact]
    public void A_field_nobody_knows_is_ignored() =>
        Assert.Equal(52.31, Assert.IsType<NoiseRecord>(Read("noise", Head + """ "LAeq":52.31,"n":48000,"invented":{"deep":[1]}}""")).LAeq);

    [Fact]
    public void A_level_that_is_not_given_is_null() => Assert.Null(Assert.IsType<NoiseRecord>(Read("noise", Head + "\"n\":48000}")).LAeq);

    [Theory]
    [InlineData(""" "LAeq":NaN,"n":1}""", "LAeq")]
    [InlineData(""" "LAeq":"NaN","n":1}""", "LAeq is \"NaN\"; it must be a number or null")]
    [InlineData(""" "LAeq":"loud","n":1}""", "LAeq is \"loud\"; it must be a number or null")]
    [InlineData(""" "LAeq":1e999,"n":1}""", "LAeq is Infinity; it must be a number from -100 to 220, or null")]
    [InlineData(""" "LAeq":220.01,"n":1}""", "LAeq is 220.01; it must be a number from -100 to 220, or null")]
    [InlineData(""" "n":1e30}""", "n is 1e30; it must be a whole number")]
    [InlineData(""" "n":1.5}""", "n is 1.5; it must be a whole number")]
    [InlineData(""" "n":null}""", "n is null; it must be a whole number")]
    [InlineData(""" "bands":[1,2,3],"n":1}""", "bands is 3; it must be 34 values or null")]
    [InlineData(""" "n":1,"flags":[""]}""", "flags is 1; it must be at most 32 words")]
    [InlineData(""" "n":1,"flags":null}""", "flags is null; it must be a list")]
    [InlineData(""" "LAeq":50}""", "n is missing; it must be a whole number")]
    public void A_value_that_cannot_be_is_refused_with_its_field_the_value_and_what_would_be_right(string rest, string says) =>
        Assert.Contains(says, Refused("noise", Head + rest), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"gate":null}""", "activity.gate is null; it must be what happened there")]
    [InlineData("""{"gate":{"presence":1.1}}""", "activity.gate.presence is 1.1; it must be a number from 0 to 1, or null")]
    [InlineData("""{"gate":{"dwell":-1}}""", "activity.gate.dwell is -1; it must be a number from 0 to 604800, or null")]
    [InlineData("""{"gate":{"crossings":[1]}}""", "activity.gate.crossings is 1; it must be two whole numbers [in, out], 0 to 1000")]
    [InlineData("""{"gate":{"crossings":[1,-2]}}""", "activity.gate.crossings is 1,-2; it must be two whole numbers [in, out], 0 to 1000")]
    [InlineData("""{"gate":{"crowd":"huge"}}""", "it must be one of few, some, many")]
    public void What_cannot_have_happened_in_a_zone_is_refused(string activity, string says) =>
        Assert.Contains(says, Refused("motion", Head + $"\"activity\":{activity}}}"), StringComparison.Ordinal);

    [Fact]
    public void A_zone_where_nothing_happened_may_say_nothing()
    {
        var gate = Assert.IsType<MotionRecord>(Read("motion", Head + """ "activity":{"gate":{}}}""")).Activity!["gate"];
        Assert.Equal((0, 0, null), (gate.Presence, gate.Dwell, gate.Crowd));
        Assert.Equal([0, 0], gate.Crossings);
    }

    [Theory]
    [InlineData("boot", "\"9F0C1D6E5B7A4C2F8E3D2A1B0C9D8E7F\"", "boot is 9F0C1D6E5B7A4C2F8E3D2A1B0C9D8E7F; it must be 32 lower-case hexadecimal digits")]
    [InlineData("seq", "0", "seq is 0; it must be a sequence number, 1 or more")]
    [InlineData("t", "\"2026-11-23T23:04:05.000\"", "t is \"2026-11-23T23:04:05.000\"; it must be like 2026-11-23T23:04:05.000Z")]
    [InlineData("t", "1763939045", "t is 1763939045; it must be like 2026-11-23T23:04:05.000Z")]
    [InlineData("tq", "\"sure\"", "tq is \"sure\"; it must be one of synced, holdover, unset")]
    [InlineData("tq", "1", "tq is 1; it must be one of synced, holdover, unset")]
    [InlineData("v", "0", "v is 0; it must be a schema version, 1 to 1000")]
    public void What_every_record_carries_is_held_to_its_form_too(string field, string value, string says)
    {
        var record = JsonNode.Parse(Head + "\"n\":1}")!;
        record[field] = JsonNode.Parse(value);
        Assert.Contains(says, Refused("noise", record.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v")]
    [InlineData("boot")]
    [InlineData("bn")]
    [InlineData("seq")]
    [InlineData("t")]
    [InlineData("up")]
    [InlineData("tq")]
    public void A_record_without_what_every_record_carries_is_refused_by_the_missing_name(string field)
    {
        var record = JsonNode.Parse(Head + "\"n\":1}")!.AsObject();
        record.Remove(field);
        Assert.Contains($"{field} is missing; it must be ", Refused("noise", record.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_a_version_not_known_here_gives_its_head_whatever_else_it_holds()
    {
        var record = Assert.IsType<RecordHead>(
            Read("noise", Head.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal) + "\"LAeq\":\"a shape of tomorrow\"}"));
        Assert.Equal((2, 7), (record.V, record.Seq));
    }

    [Fact]
    public void A_stream_nobody_knows_reads_as_what_every_record_carries_if_its_name_can_be_one()
    {
        Assert.IsType<RecordHead>(Read("colour", Head + "\"n\":1}"));
        Assert.Equal("stream is 'a/b'; it must be 1 to 64 of a-z A-Z 0-9 _ -", Refused("a/b", Head + "\"n\":1}"));
    }

    [Theory]
    [InlineData("""{"volts":12.62,"amps":-0.31}""", null)]
    [InlineData("""{"volts":-0.1,"amps":0}""", "supply.volts is -0.1; it must be a number from 0 to 1000, or null")]
    [InlineData("""{"volts":12,"amps":1001}""", "supply.amps is 1001; it must be a number from -1000 to 1000, or null")]
    public void A_supply_is_within_what_can_be(string supply, string? refused)
    {
        var record = Head + $"\"queue\":0,\"dropped\":0,\"version\":\"1\",\"supply\":{supply}}}";
        if (refused is null)
            Assert.Equal(new SupplyReading { Volts = 12.62, Amps = -0.31 }, Assert.IsType<HeartbeatRecord>(Read("heartbeat", record)).Supply);
        else
            Assert.Equal(refused, Refused("heartbeat", record));
    }

    [Theory]
    [InlineData("""{"source":"battery","since":"2026-11-23T23:04:24.150Z"}""", null)]
    [InlineData("""{"source":"mains","since":"1969-11-23T23:04:24.150Z"}""",
        "power.since is 1969-11-23T23:04:24.150Z; it must be an instant from 1970 to 2199")]
    [InlineData("""{"source":"sun","since":"2026-11-23T23:04:24.150Z"}""", "power.source")]
    public void Power_is_of_the_mains_or_of_a_battery(string power, string? refused)
    {
        var record = Head + $"\"queue\":0,\"dropped\":0,\"version\":\"1\",\"power\":{power}}}";
        if (refused is null)
        {
            var read = Assert.IsType<HeartbeatRecord>(Read("heartbeat", record));
            Assert.Equal(new() { Source = PowerSource.Battery, Since = new(2026, 11, 23, 23, 4, 24, 150, TimeSpan.Zero) }, read.Power);
            Assert.Contains($"\"power\":{power}", Encoding.UTF8.GetString(RecordJson.Write(read)), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(refused, Refused("heartbeat", record), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_travel_as_words()
    {
        var written = Encoding.UTF8.GetString(RecordJson.Write(new GateRecord
        {
            Boot = Ids.New(),
            Seq = 1,
            T = DateTimeOffset.UnixEpoch,
            Tq = TimeQuality.Holdover,
            Contact = ContactState.Open,
            Bolt = BoltState.Withdrawn,
        }));
        Assert.Contains("\"contact\":\"open\"", written, StringComparison.Ordinal);
        Assert.Contains("\"bolt\":\"withdrawn\"", written, StringComparison.Ordinal);
        Assert.Contains("\"tq\":\"holdover\"", written, StringComparison.Ordinal);
        Assert.Contains("\"t\":\"1970-01-01T00:00:00.000Z\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_writer_refuses_what_a_reader_would() => Assert.StartsWith("LAeq is NaN",
        Assert.Throws<RecordException>(
            () => RecordJson.Write(new NoiseRecord { Boot = Ids.New(), Seq = 1, T = DateTimeOffset.UnixEpoch, N = 1, LAeq = double.NaN })).Message,
                StringComparison.Ordinal);

    [Fact]
    public void An_array_comes_apart_into_the_very_bytes_of_its_records() =>
        Assert.Equal(["""{"a":[1, {"b":2}]}""", "{ }"], Split("""[ {"a":[1, {"b":2}]} , { } ] """));

    [Theory]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void A_message_carries_120_records_and_no_more(int count, bool taken)
    {
        var message = "[" + string.Join(',', Enumerable.Repeat("{}", count)) + "]";
        if (taken)
            Assert.Equal(count, Split(message).Count);
        else
            Assert.Equal("the array has 121 records; it must have 1 to 120", Assert.Throws<RecordException>(() => Split(message)).Message);
    }

    [Theory]
    [InlineData("", "the message has 0 bytes")]
    [InlineData("[]", "the array has 0 records")]
    [InlineData("[1]", "element 0 is a JSON Number; it must be an object")]
    [InlineData("\"text\"", "the message is a JSON String; it must be an object or an array of objects")]
    [InlineData("{} {}", "the message is no JSON")]
    [InlineData("[{}", "the message is no JSON")]
    [InlineData("\u0007", "the message is no JSON")]
    public void A_message_that_holds_no_records_is_refused_in_a_sentence(string message, string says) =>
        Assert.Contains(says, Assert.Throws<RecordException>(() => Split(message)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_message_past_the_longest_is_refused_before_it_is_read() => Assert.Contains($"it must have 1 to {RecordJson.MaxBytes}",
        Assert.Throws<RecordException>(() => RecordJson.Split(new byte[RecordJson.MaxBytes + 1])).Message, StringComparison.Ordinal);

    private static UpRecord Read(string stream, string json) => RecordJson.Read(stream, Encoding.UTF8.GetBytes(json));

    private static string Refused(string stream, string json) => Assert.Throws<RecordException>(() => Read(stream, json)).Message;

    private static List<string> Split(string message) =>
        [.. RecordJson.Split(Encoding.UTF8.GetBytes(message)).Select(r => Encoding.UTF8.GetString(r.Span))];
}

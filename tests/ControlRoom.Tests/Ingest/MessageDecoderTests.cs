using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Ingest;

namespace Solutions.Edge.ControlRoom.Tests.Ingest;

public class MessageDecoderTests
{
    private static readonly NoiseRecord Good = new() { Boot = Ids.New(), Seq = 1, T = DateTimeOffset.UnixEpoch, N = 48_000 };

    [Fact]
    public void The_records_of_a_packed_message_are_read_each_as_of_its_stream_and_one_that_is_not_packed_is_refused_with_a_reason()
    {
        var gate = new GateRecord { Boot = Good.Boot, Seq = 7, T = DateTimeOffset.UnixEpoch };
        var message = PackedMessage.Pack([new(Streams.Noise, [RecordJson.Write(Good), RecordJson.Write(Good with { Seq = 2 })]),
            new(Streams.Gate, [RecordJson.Write(gate)])]);
        Assert.Equal([(Streams.Noise, 1), (Streams.Noise, 2), (Streams.Gate, 7)],
            MessageDecoder.Decode(Streams.Packed, message, Refuse).Select(d => (d.Stream, d.Record.Seq)));
        var reasons = new List<string>();
        Assert.Empty(MessageDecoder.Decode(Streams.Packed, Bytes(Json(Good)), unread => reasons.Add(unread.Reason)));
        Assert.Contains("it must be Zstandard", Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void The_good_records_of_an_array_are_kept_as_they_came_and_the_bad_ones_rejected_by_name()
    {
        var rejected = new List<(string Reason, string Payload)>();
        var decoded = MessageDecoder.Decode(Streams.Noise, Bytes($"[{Json(Good)}, {{\"v\":1}}, {Json(Good with { Seq = 2 })}]"),
            unread => rejected.Add((unread.Reason, Encoding.UTF8.GetString(unread.Payload.Span))));
        Assert.Equal([1, 2], decoded.Select(d => d.Record.Seq));
        Assert.Equal(Json(Good), Encoding.UTF8.GetString(decoded[0].Payload.Span));
        var (why, what) = Assert.Single(rejected);
        Assert.Contains("is missing", why, StringComparison.Ordinal);
        Assert.Equal("{\"v\":1}", what);
    }

    /// <summary>Half of a surrogate pair as a stream's name, a device's text and an instant, and bytes that are no UTF-8.</summary>
    [Theory]
    [InlineData(Streams.Noise, "7b2276223a312c22626f6f74223a225c7564383030222c22626e223a312c22736571223a312c2274223a225c7564383030227d")]
    [InlineData(Streams.Noise, "7b225c7564383030223a312c2276223a5c7564383030")]
    [InlineData(Streams.Noise, "7b22ff223a22ff222c2276223a22ff227d")]
    [InlineData("weather", "7b2276223a312c22626f6f74223a22ff227d")]
    public void A_message_whose_text_is_no_text_is_refused(string stream, string hex)
    {
        var reasons = new List<string>();
        Assert.Empty(MessageDecoder.Decode(stream, Convert.FromHexString(hex), unread => reasons.Add(unread.Reason)));
        Assert.Single(reasons);
    }

    [Theory]
    [InlineData("""{"noise":[{"v":1,"boot":"\ud800","t":"\ud800"}]}""")]
    [InlineData("""{"noise":[{"t":"\udfff"}]}""")]
    [InlineData("""{"noise":[{"\ud800":1}]}""")]
    [InlineData("""{"\ud800":[1]}""")]
    public void A_packed_message_whose_text_is_no_text_is_refused_by_the_contract_itself(string json)
    {
        using var compressor = new ZstdSharp.Compressor();
        var packed = compressor.Wrap(Encoding.UTF8.GetBytes(json)).ToArray();
        var reasons = new List<string>();
        Assert.Empty(MessageDecoder.Decode(Streams.Packed, packed, unread => reasons.Add(unread.Reason)));
        Assert.NotEmpty(reasons);
        Assert.DoesNotContain(reasons, r => r.StartsWith("it cannot be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Streams.Noise, """{"v":1,"boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","bn":1,"seq":7,"t":"yesterday"}""", 7)]
    [InlineData(Streams.Noise, """{"v":1,"boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","bn":1,"seq":7,"t":"2026-""", 7)]
    [InlineData("weather", """{"tq":"\ud800","seq":7,"more":{"seq":8},"boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f"}""", 7)]
    [InlineData(Streams.Noise, """{"v":1,"boot":"9F0C","bn":1,"seq":7}""", 0)]
    [InlineData(Streams.Noise, """{"v":1,"boot":"9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f","seq":-7}""", 0)]
    [InlineData(Streams.Noise, "LAeq 52", 0)]
    public void The_key_of_a_record_that_does_not_read_is_given_where_that_reads(string stream, string json, long seq)
    {
        var refused = new List<Unread>();
        Assert.Empty(MessageDecoder.Decode(stream, Bytes(json), refused.Add));
        Assert.Equal(seq == 0 ? null : ("9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f", seq), Assert.Single(refused).Key);
        Assert.Equal(stream, refused[0].Stream);
    }

    [Fact]
    public void A_message_that_is_no_JSON_is_rejected_whole()
    {
        var reasons = new List<string>();
        Assert.Empty(MessageDecoder.Decode(Streams.Noise, Bytes("LAeq 52"), unread => reasons.Add(unread.Reason)));
        Assert.Contains("no JSON", Assert.Single(reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_of_a_version_to_come_is_kept() =>
        Assert.IsType<RecordHead>(Assert.Single(MessageDecoder.Decode(Streams.Noise, Bytes(Json(Good).Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal)),
            Refuse)).Record);

    [Fact]
    public void Of_what_is_rejected_the_first_200_characters_are_shown() =>
        Assert.Equal(new string('ü', 200), MessageDecoder.Shown(Bytes(new string('ü', 5000))));

    [Theory]
    [InlineData("\"LAeq\":331.5", "LAeq is not shown; it must be")]
    [InlineData("\"LAeq\":\"the key is under the mat; it must stay there\"", "LAeq is not shown; it must be a number or null")]
    [InlineData("\"LAeq\":5'", "the record of a home does not read; what it holds is not shown")]
    public void Of_a_homes_record_the_reason_keeps_back_the_value_and_the_payload(string field, string reason)
    {
        var refused = new List<Unread>();
        Assert.Empty(MessageDecoder.Decode(Streams.Noise, Bytes($"{Json(Good)[..^1]},{field}}}"), refused.Add));
        var (home, street) = (Rejection.Of(Good.T, "topic", Assert.Single(refused), isHome: true), Rejection.Of(Good.T, "topic", refused[0], isHome: false));
        Assert.StartsWith(reason, home.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("331", home.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("mat", home.Reason, StringComparison.Ordinal);
        Assert.Null(home.Payload);
        Assert.StartsWith("{\"v\":1", street.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public void The_latest_thousand_rejections_are_kept_newest_first_and_all_are_counted()
    {
        var rejected = new RejectedMessages();
        for (var i = 1; i <= 1001; i++)
            rejected.Add(new(DateTimeOffset.UnixEpoch, $"t{i}", "no JSON", null));
        Assert.Equal(1001, rejected.Count);
        Assert.Equal(1000, rejected.Latest.Count);
        Assert.Equal(("t1001", "t2"), (rejected.Latest[0].Topic, rejected.Latest[^1].Topic));
    }

    private static void Refuse(Unread unread) => Assert.Fail(unread.Reason);

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Json(NoiseRecord record) => Encoding.UTF8.GetString(RecordJson.Write(record));
}

using System.Text;
using System.Text.Json;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

public class PackedMessageTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 23, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Every_stream_comes_back_byte_for_byte()
    {
        var parts = Streams.Sequenced.Select(
            s => new PackedPart(s, [.. Document.Examples(s).Select(e => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(e.ToJsonString())))])).ToList();
        AssertSame(parts, PackedMessage.Unpack(PackedMessage.Pack(parts)));
    }

    [Theory]
    [InlineData("""{"a":1E-05,"b":79228162514264337593543950335,"c":-1e300}""")]
    [InlineData("""{"a":"\u00fc and \u0022","b":[],"c":{},"d":[1,[2,3]]}""")]
    [InlineData("1")]
    public void Whatever_is_packed_comes_back_byte_for_byte(string record)
    {
        IReadOnlyList<PackedPart> parts = [new("strange", [Encoding.UTF8.GetBytes(record), Encoding.UTF8.GetBytes(record)])];
        AssertSame(parts, PackedMessage.Unpack(PackedMessage.Pack(parts)));
    }

    [Fact]
    public void Ten_seconds_of_levels_take_a_quarter_of_what_they_take_as_they_are()
    {
        var seconds = Enumerable.Range(0, 10).Select(Second).ToList();
        Assert.True(PackedMessage.Pack([new(Streams.Noise, seconds)]).Length < seconds.Sum(s => s.Length) / 4);
    }

    /// <summary>Messages as the zstd command wrote them, never changed: what packed-dictionary.ndjson holds may not change either.</summary>
    [Fact]
    public void A_message_that_a_foreign_program_packed_is_read()
    {
        AssertSame([new(Streams.Noise, [Second(0), Second(1)]), new(Streams.Heartbeat, [RecordJson.Write(Beat)])], Golden("packed.zst"));
        var acknowledgement = new Acknowledgement(Boot, Streams.Noise, 4711, [[4713, 4720]]);
        AssertSame([new(PackedMessage.Ack, [JsonSerializer.SerializeToUtf8Bytes(acknowledgement, ContractsJson.Default.Acknowledgement)])],
            Golden("packed-ack.zst"));
    }

    [Theory]
    [InlineData("{\"v\":1}", "does not unpack")]
    [InlineData("", "does not read")]
    public void What_is_no_Zstandard_is_refused(string message, string reason) =>
        Assert.Contains(reason, Assert.Throws<RecordException>(() => PackedMessage.Unpack(Encoding.UTF8.GetBytes(message))).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "a JSON object of arrays")]
    [InlineData("{\"noise\":{}}", "a JSON object of arrays")]
    [InlineData("{\"noise\":[", "does not read")]
    public void What_is_packed_and_makes_no_sense_is_refused_with_a_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<RecordException>(() => PackedMessage.Unpack(Zstandard(Encoding.UTF8.GetBytes(json)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_short_message_that_would_become_a_long_one_is_refused()
    {
        var refused = Assert.Throws<RecordException>(() => PackedMessage.Unpack(Zstandard(new byte[RecordJson.MaxBytes + 1])));
        Assert.EndsWith("it must be Zstandard of at most 524288 bytes", refused.Message, StringComparison.Ordinal);
        var zeros = string.Concat(Enumerable.Repeat(",0", RecordJson.MaxRecords));
        refused = Assert.Throws<RecordException>(() => PackedMessage.Unpack(Zstandard(Encoding.UTF8.GetBytes($"{{\"strange\":[0],\"noise\":[0{zeros}]}}"))));
        Assert.Equal("the packed message holds 122 records; it must hold at most 120", refused.Message);
    }

    private static readonly HeartbeatRecord Beat = new() { Boot = Boot, Bn = 12, Seq = 5, T = Start, Up = 912_345, Queue = 3, Dropped = 0, Version = "0.1.0" };

    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";

    private static ReadOnlyMemory<byte> Second(int second) => RecordJson.Write(new NoiseRecord
    {
        Boot = Boot,
        Bn = 12,
        Seq = 4711 + second,
        T = Start.AddSeconds(second),
        Up = 912_345 + (1000 * second),
        LAeq = 52.31 + (0.07 * second),
        LCpeak = 71.9,
        Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => (double?)(38.5 + ((b * second) % 5 / 2.0)))],
        N = 48_000,
        Flags = second == 0 ? ["segment"] : [],
    });

    private static IReadOnlyList<PackedPart> Golden(string name) =>
        PackedMessage.Unpack(File.ReadAllBytes(Path.Combine(Tree.Root, "tests", "Contracts.Tests", "golden", "v1", name)));

    private static byte[] Zstandard(byte[] plain)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(plain).ToArray();
    }

    private static void AssertSame(IReadOnlyList<PackedPart> expected, IReadOnlyList<PackedPart> actual) =>
        Assert.Equal(expected.SelectMany(p => p.Records.Select(r => (p.Stream, Encoding.UTF8.GetString(r.Span)))),
            actual.SelectMany(p => p.Records.Select(r => (p.Stream, Encoding.UTF8.GetString(r.Span)))));
}

using System.Text;
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
    [InlineData("""{"a":1.5}""", """{"a":-0.25}""")]
    [InlineData("""{"a":0.00001}""", """{"a":1E-05}""")]
    [InlineData("""{"a":1e300}""", """{"a":-1e300}""")]
    [InlineData("""{"a":79228162514264337593543950335}""", """{"a":-79228162514264337593543950335}""")]
    [InlineData("""{"a":null}""", """{"a":0}""")]
    [InlineData("""{"a":0}""", """{"a":null}""")]
    [InlineData("""{"a":[1,[2,3]]}""", """{"a":[1,[2,4]]}""")]
    [InlineData("""{"a":[1]}""", """{"a":{"b":1}}""")]
    [InlineData("""{"a":[],"b":{}}""", """{"a":{},"b":[]}""")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""")]
    [InlineData("""{"=":1}""", """{"=":{"=":2}}""")]
    [InlineData("""{"a":"2026-11-23T23:04:05.000Z"}""", """{"a":"2026-11-23T23:04:04.999Z"}""")]
    [InlineData("""{"a":"2026-11-23T23:04:05.000Z"}""", """{"a":"\u00fc and \u0022"}""")]
    public void Whatever_follows_on_what_comes_back_byte_for_byte(string first, string second)
    {
        IReadOnlyList<PackedPart> parts = [new("strange", [Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(second), Encoding.UTF8.GetBytes(first)])];
        AssertSame(parts, PackedMessage.Unpack(PackedMessage.Pack(parts)));
    }

    [Fact]
    public void Ten_seconds_of_levels_take_a_quarter_of_what_they_take_as_they_are()
    {
        var seconds = Enumerable.Range(0, 10).Select(Second).ToList();
        Assert.True(PackedMessage.Pack([new(Streams.Noise, seconds)]).Length < seconds.Sum(s => s.Length) / 4);
    }

    /// <summary>A message as the first version wrote it, never changed: what packed-before.json holds may not change either.</summary>
    [Fact]
    public void A_packed_message_of_version_1_is_read()
    {
        var golden = PackedMessage.Unpack(File.ReadAllBytes(Path.Combine(Tree.Root, "tests", "Contracts.Tests", "golden", "v1", "packed.br")));
        AssertSame([new(Streams.Noise, [Second(0), Second(1)]), new(Streams.Heartbeat, [RecordJson.Write(Beat)])], golden);
    }

    [Theory]
    [InlineData("{\"v\":1}")]
    [InlineData("")]
    public void What_is_no_Brotli_is_refused(string message) =>
        Assert.Contains("does not unpack",
            Assert.Throws<RecordException>(() => PackedMessage.Unpack(Encoding.UTF8.GetBytes(message))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "a JSON object of arrays")]
    [InlineData("{\"noise\":{}}", "a JSON object of arrays")]
    [InlineData("{\"noise\":[", "does not read")]
    [InlineData("{\"strange\":[{\"=\":{\"a\":1}},[1,2]]}", "is no difference to")]
    [InlineData("{\"strange\":[{\"=\":{\"a\":true}},[5]]}", "only a number or an instant")]
    [InlineData("{\"strange\":[{\"=\":{\"a\":79228162514264337593543950335}},[79228162514264337593543950335]]}", "leads too far")]
    public void What_is_packed_and_makes_no_sense_is_refused_with_a_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<RecordException>(() => PackedMessage.Unpack(Brotli(Encoding.UTF8.GetBytes(json)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_short_message_that_would_become_a_long_one_is_refused()
    {
        Assert.Throws<RecordException>(() => PackedMessage.Unpack(Brotli(new byte[RecordJson.MaxBytes + 1])));
        var zeros = string.Concat(Enumerable.Repeat(",0", 100));
        var refused = Assert.Throws<RecordException>(
            () => PackedMessage.Unpack(Brotli(Encoding.UTF8.GetBytes($"{{\"strange\":[{{\"=\":{{\"a\":\"{new string('a', 10_000)}\"}}}}{zeros}]}}"))));
        Assert.Contains("holds too much", refused.Message, StringComparison.Ordinal);
        Assert.Throws<RecordException>(() => PackedMessage.Unpack(Brotli(Encoding.UTF8.GetBytes($"{{\"strange\":[{{\"=\":1}}{zeros}{zeros}]}}"))));
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

    private static byte[] Brotli(byte[] plain)
    {
        var packed = new byte[plain.Length + 100];
        Assert.True(System.IO.Compression.BrotliEncoder.TryCompress(plain, packed, out var length));
        return packed[..length];
    }

    private static void AssertSame(IReadOnlyList<PackedPart> expected, IReadOnlyList<PackedPart> actual) =>
        Assert.Equal(expected.SelectMany(p => p.Records.Select(r => (p.Stream, Encoding.UTF8.GetString(r.Span)))),
            actual.SelectMany(p => p.Records.Select(r => (p.Stream, Encoding.UTF8.GetString(r.Span)))));
}

using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>Whatever the values, what a device writes is what the control room reads; whatever the bytes, they read or are refused in a sentence.</summary>
public class WireProperties
{
    private const int Many = 20_000;

    private static readonly string Folder = Path.Combine(Tree.Root, "tests", "Contracts.Tests", "golden", "v1");

    private static readonly (string Stream, byte[] Record)[] Golden = [.. Directory.EnumerateFiles(Folder, "*.json")
        .Select(f => (Stream: Path.GetFileName(f).Split('.')[0], Record: File.ReadAllBytes(f))).Where(g => Streams.Sequenced.Contains(g.Stream))];

    private static readonly byte[] Packed = PackedMessage.Pack(
        Golden.GroupBy(g => g.Stream).Select(s => new PackedPart(s.Key, [.. s.Select(g => new ReadOnlyMemory<byte>(Compact(g.Record)))])));

    private static readonly byte[] Clip = Clips([(0, [0xFF, 0xD8, 1, 2, 3]), (100, [0xFF, 0xD8]), (199, [0xFF, 0xD8, .. new byte[300]])]);

    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[0, new DateTimeOffset(2199, 12, 31, 23, 59, 59, 999, TimeSpan.Zero).ToUnixTimeMilliseconds()]
        .Select(DateTimeOffset.FromUnixTimeMilliseconds);

    private static readonly Gen<GateRecord> Gate =
        from bn in Gen.Long[0, long.MaxValue]
        from seq in Gen.Long[1, long.MaxValue]
        from t in Instant
        from up in Gen.Long[0, long.MaxValue]
        from tq in Gen.Enum<TimeQuality>()
        from contact in Gen.Enum<ContactState>().Nullable()
        from opening in Gen.Int[0, int.MaxValue].Nullable()
        from bolt in Gen.Enum<BoltState>().Nullable()
        from shock in Gen.Double[0, 1000].Nullable()
        from unlock in Gen.Bool.Nullable()
        from wind in Gen.Double[0, 150].Nullable()
        select new GateRecord
        {
            Boot = Ids.New(),
            Bn = bn,
            Seq = seq,
            T = t,
            Up = up,
            Tq = tq,
            Contact = contact,
            Opening = opening,
            Bolt = bolt,
            Shock = shock,
            Unlock = unlock,
            Wind = wind,
        };

    [Fact]
    public void What_a_gate_writes_is_read_back_the_same() =>
        Gate.Sample(record => Assert.Equal(record, RecordJson.Read(Streams.Gate, RecordJson.Write(record))), iter: Many);

    /// <summary>Of every stream, with values that no sensor gives.</summary>
    [Fact]
    public void Whatever_record_is_taken_is_written_as_it_was_taken()
    {
        var taken = 0;
        Gen.Select(Gen.OneOf<(string Stream, byte[] Record)>(Golden), Gen.Int[0, int.MaxValue], Gen.OneOf<JsonNode?>(
            Gen.Double.Select(d => (JsonNode?)JsonValue.Create(double.IsFinite(d) ? d : 0)), Gen.Long.Select(l => (JsonNode?)JsonValue.Create(l)),
            Gen.Int[-300, 300].Select(n => (JsonNode?)JsonValue.Create(n)), Gen.String.Select(s => (JsonNode?)JsonValue.Create(s)),
            Gen.Const((JsonNode?)null)))
            .Sample((golden, where, value) =>
            {
                var record = Read(golden.Stream, Replaced(golden.Record, where, value?.DeepClone()));
                if (record is null)
                    return;
                Interlocked.Increment(ref taken);
                var written = RecordJson.Write(record);
                Assert.Equal(written, RecordJson.Write(RecordJson.Read(golden.Stream, written)));
            }, iter: Many);
        Assert.InRange(taken, Many / 50, Many - Many / 50); // both ways out are taken
    }

    [Fact]
    public void Damaged_records_read_or_are_refused_in_a_sentence() =>
        Gen.Select(Gen.OneOf<string>([.. Streams.Sequenced, "unknown"]), Damage.Of(Golden.Select(g => g.Record))).Sample((stream, bytes) =>
        {
            Read(stream, bytes);
            RecordJson.FindKey(bytes);
            try
            {
                Assert.All(RecordJson.Split(bytes), r => Assert.InRange(r.Length, 2, bytes.Length));
            }
            catch (RecordException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: Many);

    [Fact]
    public void Damaged_packed_messages_unpack_within_what_a_message_may_hold_or_are_refused() => Damage.Of([Packed]).Sample(bytes =>
    {
        try
        {
            Assert.True(PackedMessage.Unpack(bytes).Sum(p => p.Records.Sum(r => r.Length)) <= RecordJson.MaxBytes);
        }
        catch (RecordException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }, iter: Many);

    [Fact]
    public void A_damaged_clip_gives_pictures_in_order_or_is_refused() => Gen.Select(Damage.Of([Clip]), Gen.Bool).Sample((bytes, complete) =>
    {
        try
        {
            var frames = ClipFile.Read(bytes, complete);
            Assert.Equal(frames.OrderBy(f => f.At), frames);
            Assert.True(frames.Sum(f => f.Jpeg.Length + ClipFile.HeaderBytes) <= bytes.Length);
        }
        catch (ClipFileException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }, iter: Many);

    [Fact]
    public void Instants_are_written_in_their_order() => Gen.Select(Instant, Instant).Sample((a, b) =>
    {
        Assert.Equal(Math.Sign(a.CompareTo(b)), Math.Sign(string.CompareOrdinal(InstantConverter.Write(a), InstantConverter.Write(b))));
        Assert.True(InstantConverter.TryRead(InstantConverter.Write(a), out var read));
        Assert.Equal(a, read);
    }, iter: Many);

    private static UpRecord? Read(string stream, byte[] bytes)
    {
        try
        {
            return RecordJson.Read(stream, bytes);
        }
        catch (RecordException e)
        {
            Assert.NotEmpty(e.Message);
            return null;
        }
    }

    /// <summary>With another value at one of its leaves.</summary>
    private static byte[] Replaced(byte[] record, int where, JsonNode? value)
    {
        var root = JsonNode.Parse(record)!.AsObject();
        var leaves = Leaves(root).ToList();
        leaves[where % leaves.Count](value);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static IEnumerable<Action<JsonNode?>> Leaves(JsonNode node) => node switch
    {
        JsonObject o => o.ToList().SelectMany(p => p.Value is JsonObject or JsonArray ? Leaves(p.Value) : [v => o[p.Key] = v]),
        JsonArray a => Enumerable.Range(0, a.Count).SelectMany(n => a[n] is JsonObject or JsonArray ? Leaves(a[n]!) : [v => a[n] = v]),
        _ => [],
    };

    private static byte[] Compact(byte[] json) => Encoding.UTF8.GetBytes(JsonNode.Parse(json)!.ToJsonString());

    private static byte[] Clips((int Ms, byte[] Jpeg)[] frames)
    {
        var clip = new ArrayBufferWriter<byte>();
        clip.Write(ClipFile.Signature);
        foreach (var (ms, jpeg) in frames)
            ClipFile.WriteFrame(clip, DateTimeOffset.UnixEpoch.AddMilliseconds(ms), jpeg);
        return clip.WrittenSpan.ToArray();
    }
}

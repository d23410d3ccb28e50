using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Spool;

public class RecordTimesTests
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_reader_receives_one_judgement_wherever_it_begins_and_after_a_restart()
    {
        await using var folder = new SpoolFolder(new() { SegmentBytes = 2_000 });
        await ReceiveAsync(folder, 1, 20, TimeSpan.Zero);
        await ReceiveAsync(folder, 21, 20, -AnHour);
        var times = folder.Records.Select(r => r.Time).ToList();
        Assert.All(times[..20], t => Assert.Equal((true, null), (t.IsOwn, t.ClockOff)));
        Assert.All(times[20..], t => Assert.Equal((false, true, -AnHour), (t.IsOwn, t.IsLive, t.ClockOff)));
        var half = folder.Records[25].Position;
        // From memory, and from the disk.
        await foreach (var batch in folder.Spool.FollowAsync(half, Cancel))
        {
            Assert.Equal(times[25..], batch.Select(r => r.Time));
            break;
        }
        Assert.Equal(times[25..], folder.Spool.Read(half, long.MaxValue).Select(r => r.Time));
        await folder.ReopenAsync();
        Assert.Equal(times, folder.Records.Select(r => r.Time));
        Assert.Equal(times[25..], folder.Spool.Read(half, long.MaxValue).Select(r => r.Time));
    }

    [Fact]
    public async Task A_clock_that_was_not_believed_is_not_believed_by_the_first_record_after_a_restart()
    {
        await using var folder = new SpoolFolder();
        await ReceiveAsync(folder, 1, 20, -AnHour);
        await folder.ReopenAsync();
        await ReceiveAsync(folder, 21, 1, -AnHour);
        Assert.Equal((false, true, -AnHour), (folder.Records[^1].Time.IsOwn, folder.Records[^1].Time.IsLive, folder.Records[^1].Time.ClockOff));
    }

    /// <summary>By arrival an hour back, they would show every later record as one that arrived before.</summary>
    [Fact]
    public async Task What_arrived_by_a_clock_that_was_set_back_since_is_not_learnt_from()
    {
        await using var folder = new SpoolFolder();
        await ReceiveAsync(folder, 1, 20, TimeSpan.Zero, roomOff: AnHour);
        await ReceiveAsync(folder, 21, 20, TimeSpan.Zero);
        await folder.ReopenAsync();
        await ReceiveAsync(folder, 41, 1, -AnHour);
        Assert.False(folder.Records[^1].Time.IsOwn);
    }

    [Fact]
    public async Task What_the_version_before_wrote_is_judged_all_the_same()
    {
        await using var folder = new SpoolFolder();
        List<(SpoolEntry Entry, bool IsRight)> before = [.. Enumerable.Range(1, 20).Select(n => (Entry(n, TimeSpan.Zero), true)),
            .. Enumerable.Range(21, 20).Select(n => (Entry(n, -AnHour), false))];
        await folder.ReopenAsync(() => File.WriteAllBytes(folder.Segments[0], [.. before.SelectMany(b => FrameBefore(b.Entry))]));
        Assert.Equal(before.Select(b => (b.Entry.Seq, b.IsRight)), folder.Records.Select(r => (r.Seq, r.Time.IsOwn)));
        Assert.All(folder.Records.Take(20), r => Assert.Equal(r.Decode().T, r.Time.At));
        Assert.All(folder.Records.Skip(20), r => Assert.Equal((r.Arrival, -AnHour), (r.Time.At, r.Time.ClockOff)));
        await ReceiveAsync(folder, 41, 1, -AnHour);
        Assert.Equal((41, false), (folder.Records[^1].Seq, folder.Records[^1].Time.IsOwn));
    }

    /// <summary>Two frames as an earlier version wrote them.</summary>
    [Fact]
    public async Task The_frames_of_an_earlier_version_are_read()
    {
        await using var folder = new SpoolFolder();
        await folder.ReopenAsync(() => File.WriteAllBytes(folder.Segments[0], Convert.FromHexString(
            "400000008C4C31967B5E56EEA10100009F0C1D6E5B7A4C2F8E3D2A1B0C9D8E7F070000000000000001000000046C616D7004676174657B22636F6E74616374223A226F70656E227D"
            + "3C000000EE4DE4E0636256EEA10100009F0C1D6E5B7A4C2F8E3D2A1B0C9D8E7F671200000000000001000000046C616D70056E6F6973657B224C416571223A35322E337D")));
        Assert.Equal([("lamp", "gate", 7, 1, 1795000000123, """{"contact":"open"}"""), ("lamp", "noise", 4711, 1, 1795000001123, """{"LAeq":52.3}""")],
            folder.Records.Select(r => (r.Device, r.Stream, r.Seq, r.V, r.Arrival.ToUnixTimeMilliseconds(), Encoding.UTF8.GetString(r.Payload.Span))));
        Assert.Equal(0, folder.Spool.Damaged);
    }

    /// <summary>One a second, each as it happens.</summary>
    private static async Task ReceiveAsync(SpoolFolder folder, int from, int count, TimeSpan off, TimeSpan roomOff = default) => await folder.Spool.AppendAsync(
        [.. Enumerable.Range(from, count).Select(n => Entry(n, off) with { Arrival = SpoolFolder.Start.AddSeconds(n) + roomOff })], Cancel);

    private static SpoolEntry Entry(int seq, TimeSpan off)
    {
        var record = new NoiseRecord
        {
            Boot = SpoolFolder.Boot,
            Bn = 1,
            Seq = seq,
            T = SpoolFolder.Start.AddSeconds(seq) + off,
            Up = seq * 1000,
            Tq = TimeQuality.Synced,
            LAeq = 50,
            N = 48_000,
        };
        return new(SpoolFolder.Start.AddSeconds(seq), "lamp", Streams.Noise, SpoolFolder.Boot, seq, 1, RecordJson.Write(record));
    }

    /// <summary>A frame without a judgement.</summary>
    private static byte[] FrameBefore(SpoolEntry entry)
    {
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body))
        {
            writer.Write(entry.Arrival.ToUnixTimeMilliseconds());
            writer.Write(Convert.FromHexString(entry.Boot));
            writer.Write(entry.Seq);
            writer.Write(entry.V);
            foreach (var text in new[] { entry.Device, entry.Stream })
            {
                writer.Write((byte)text.Length);
                writer.Write(Encoding.ASCII.GetBytes(text));
            }
            writer.Write(entry.Payload.Span);
        }
        var bytes = body.ToArray();
        var header = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(header, bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), Crc32.HashToUInt32(bytes));
        return [.. header, .. bytes];
    }
}

using CsCheck;

namespace Solutions.Edge.Contracts.Tests;

/// <summary>Frames on a disk: what was written is read, and of what is damaged no frame is made that was never written.</summary>
public class FrameProperties
{
    private const int Many = 5_000;

    private static readonly FrameFormat[] Formats = [new("", 0, false, 1, 300), new("SEt1", 4, true, 0, 300)];

    private static readonly Gen<(FrameFormat Format, byte[][] Bodies)> Written =
        Gen.Select(Gen.OneOf<FrameFormat>(Formats), Gen.Byte.Array[1, 40].Array[1, 12]);

    [Fact]
    public void What_is_written_is_read_in_order_and_whole() => Written.Sample((format, bodies) =>
    {
        var (frames, damaged) = Read(format, [.. bodies.SelectMany(b => Frame(format, b))]);
        Assert.Equal(bodies.Select(Convert.ToHexString), frames.Select(Convert.ToHexString));
        Assert.Equal(0, damaged);
    }, iter: Many);

    [Fact]
    public void Cut_anywhere_every_frame_before_the_cut_is_there_and_no_other() => Gen.Select(Written, Gen.Double.Unit).Sample((written, kept) =>
    {
        var file = written.Bodies.SelectMany(b => Frame(written.Format, b)).ToArray();
        var length = (int)(kept * file.Length);
        var whole = written.Bodies.Select((b, n) => (Body: b, End: written.Bodies.Take(n + 1).Sum(x => written.Format.HeaderBytes + x.Length)))
            .Where(b => b.End <= length).Select(b => Convert.ToHexString(b.Body));
        Assert.Equal(whole, Read(written.Format, file[..length]).Frames.Select(Convert.ToHexString));
    }, iter: Many);

    [Fact]
    public void One_bit_that_flips_costs_the_frame_it_is_in_and_no_other() =>
        Gen.Select(Written, Gen.Double.Unit, Gen.Int[0, 7]).Sample((written, where, bit) =>
    {
        var (format, bodies) = written;
        var file = bodies.SelectMany(b => Frame(format, b)).ToArray();
        var at = (int)(where * (file.Length - 1));
        file[at] ^= (byte)(1 << bit);
        var (frames, damaged) = Read(format, file);
        var hit = Enumerable.Range(0, bodies.Length).First(n => at < bodies.Take(n + 1).Sum(b => format.HeaderBytes + b.Length));
        Assert.Equal(bodies.Where((_, n) => n != hit).Select(Convert.ToHexString), frames.Select(Convert.ToHexString));
        Assert.Equal(1, damaged);
    }, iter: Many);

    private static byte[] Frame(FrameFormat format, byte[] body)
    {
        byte[] frame = [.. new byte[format.HeaderBytes], .. body];
        format.Seal(frame);
        return frame;
    }

    private static (List<byte[]> Frames, int Damaged) Read(FrameFormat format, byte[] file)
    {
        var frames = new List<byte[]>();
        var scan = new FrameScan(format, ReadAt, 0, file.Length);
        for (var frame = scan.Next(out _); !frame.IsEmpty; frame = scan.Next(out _))
            frames.Add(frame[format.HeaderBytes..].ToArray());
        return (frames, scan.Damaged);

        int ReadAt(Span<byte> buffer, long position)
        {
            file.AsSpan((int)position, buffer.Length).CopyTo(buffer);
            return buffer.Length;
        }
    }
}

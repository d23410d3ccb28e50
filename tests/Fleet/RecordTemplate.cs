using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Fleet;

/// <summary>A record of the contract, written once: of every further one only boot, number and times are put in.</summary>
internal sealed class RecordTemplate
{
    private const long SeqMark = 9_007_199_254_740_991, UpMark = 9_007_199_254_740_989;
    private static readonly string BootMark = new('f', 32);
    private static readonly DateTimeOffset TimeMark = new(2199, 12, 31, 23, 59, 59, 999, TimeSpan.Zero);

    /// <summary>What stands before each mark, and which; the last has no mark.</summary>
    private readonly (byte[] Text, char Mark)[] parts;

    /// <param name="record">The record whose own fields are sent.</param>
    public RecordTemplate(UpRecord record)
    {
        var text = Encoding.UTF8.GetString(
            RecordJson.Write(record with { Boot = BootMark, Bn = 1, Seq = SeqMark, T = TimeMark, Up = UpMark, Tq = TimeQuality.Synced }));
        var marks = new[] { (BootMark, 'b'), ($"{SeqMark}", 's'), (InstantConverter.Write(TimeMark), 't'), ($"{UpMark}", 'u') }
            .Select(m => (At: text.IndexOf(m.Item1, StringComparison.Ordinal), m.Item1.Length, Mark: m.Item2)).OrderBy(m => m.At).ToList();
        var from = 0;
        parts = [.. marks.Select(m =>
        {
            var part = (Encoding.UTF8.GetBytes(text[from..m.At]), m.Mark);
            from = m.At + m.Length;
            return part;
        }), (Encoding.UTF8.GetBytes(text[from..]), '\0')];
    }

    /// <param name="to">Where to.</param>
    /// <param name="boot">The boot id, ASCII.</param>
    /// <param name="seq">The record's number.</param>
    /// <param name="t">Its time.</param>
    /// <param name="upMs">Milliseconds since boot.</param>
    public void Write(IBufferWriter<byte> to, ReadOnlySpan<byte> boot, long seq, DateTimeOffset t, long upMs)
    {
        foreach (var (text, mark) in parts)
        {
            to.Write(text);
            switch (mark)
            {
                case 'b':
                    to.Write(boot);
                    break;
                case 's':
                    WriteNumber(to, seq);
                    break;
                case 'u':
                    WriteNumber(to, upMs);
                    break;
                case 't':
                    t.UtcDateTime.TryFormat(to.GetSpan(24), out var written, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
                    to.Advance(written);
                    break;
            }
        }
    }

    private static void WriteNumber(IBufferWriter<byte> to, long number)
    {
        Utf8Formatter.TryFormat(number, to.GetSpan(20), out var written);
        to.Advance(written);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Sealed;

/// <summary>
/// A second as a row of the seconds' table and of the bands beside it, and back: the two hold all that its device sealed of it. Pure.
/// </summary>
internal static partial class SecondRow
{
    public const string Heads = "t,LAeq,LCeq,LZeq,LAFmax,LAFmin,LASmax,LCpeak,n,flags,tq,run,bn,seq,up,statedT,statedTq";

    /// <summary>Bytes of a second in the bands' file: the last 32 bits of its number, then a level in hundredths of a dB for each band, big-endian.</summary>
    public const int BandsLength = sizeof(uint) + sizeof(short) * NoiseRecord.BandCount;

    private const int Cells = 17;

    /// <summary>In place of a level: it is not known; no level of the second is.</summary>
    private const short Unknown = short.MinValue, NoBands = short.MinValue + 1;

    private static readonly string[] Qualities = ["synced", "holdover", "unset"];

    public static string Word(TimeQuality quality) => Qualities[(int)quality];

    /// <summary>Words as they are; in doubt a JSON list.</summary>
    public static string Flags(IReadOnlyList<string> flags) =>
        flags.All(f => Plain().IsMatch(f)) ? string.Join(' ', flags) : JsonSerializer.Serialize(flags.ToArray(), ContractsJson.Default.StringArray);

    public static void Write(StringBuilder to, PackSecond s, int run)
    {
        to.Append(CultureInfo.InvariantCulture, $"{s.T.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{s.LAeq:0.00},{s.LCeq:0.00},{s.LZeq:0.00},");
        to.Append(CultureInfo.InvariantCulture, $"{s.LAFmax:0.00},{s.LAFmin:0.00},{s.LASmax:0.00},{s.LCpeak:0.00},{s.N},");
        if (s.Flags.StartsWith('['))
            to.Append('"').Append(s.Flags.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            to.Append(s.Flags);
        to.Append(CultureInfo.InvariantCulture, $",{Word(s.Tq)},{run},{s.Bn},{s.Seq},{s.Up},");
        if (s.Stated is { } stated)
            to.Append(CultureInfo.InvariantCulture, $"{stated.T.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{Word(stated.Tq)}\n");
        else
            to.Append(",\n");
    }

    public static void WriteBands(Span<byte> to, NoiseRecord second)
    {
        BinaryPrimitives.WriteUInt32BigEndian(to, (uint)second.Seq);
        for (var band = 0; band < NoiseRecord.BandCount; band++)
        {
            var level = second.Bands is not { } bands ? NoBands : bands[band] is { } db ? (short)Math.Round(db * 100) : Unknown;
            BinaryPrimitives.WriteInt16BigEndian(to[(sizeof(uint) + sizeof(short) * band)..], level);
        }
    }

    /// <summary>A second without its bands.</summary>
    /// <exception cref="RecordException">It is no such row; the message says what of it.</exception>
    public static NoiseRecord Read(string line, IReadOnlyList<string> runs)
    {
        Span<Range> cells = stackalloc Range[Cells + 1];
        var text = line.AsSpan();
        var flags = "";
        if (text.IndexOf('"') is var quoted and >= 0 && text.LastIndexOf('"') is var end && end > quoted)
        {
            flags = text[(quoted + 1)..end].ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
            text = string.Concat(text[..quoted], text[(end + 1)..]);
        }
        if (text.Split(cells, ',') is var count && count != Cells)
            throw new RecordException($"it has {count} cells; it must have {Cells}");
        try
        {
            var plain = text[cells[9]];
            return new()
            {
                T = Instant(text[cells[0]]),
                LAeq = Level(text[cells[1]]),
                LCeq = Level(text[cells[2]]),
                LZeq = Level(text[cells[3]]),
                LAFmax = Level(text[cells[4]]),
                LAFmin = Level(text[cells[5]]),
                LASmax = Level(text[cells[6]]),
                LCpeak = Level(text[cells[7]]),
                N = int.Parse(text[cells[8]], CultureInfo.InvariantCulture),
                Flags = flags.Length > 0 ? JsonSerializer.Deserialize(flags, ContractsJson.Default.StringArray)!
                    : plain.IsEmpty ? [] : plain.ToString().Split(' '),
                Tq = Quality(text[cells[10]]),
                Boot = int.Parse(text[cells[11]], CultureInfo.InvariantCulture) is var run && run >= 1 && run <= runs.Count ? runs[run - 1]
                    : throw new RecordException($"run is {run}; it must be 1 to {runs.Count}"),
                Bn = long.Parse(text[cells[12]], CultureInfo.InvariantCulture),
                Seq = long.Parse(text[cells[13]], CultureInfo.InvariantCulture),
                Up = long.Parse(text[cells[14]], CultureInfo.InvariantCulture),
                Stated = text[cells[15]].IsEmpty ? null : new(Instant(text[cells[15]]), Quality(text[cells[16]])),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException)
        {
            throw new RecordException(e.Message, e);
        }
    }

    /// <summary>What <see cref="WriteBands"/> wrote.</summary>
    public static double?[]? ReadBands(ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadInt16BigEndian(bytes[sizeof(uint)..]) == NoBands)
            return null;
        var bands = new double?[NoiseRecord.BandCount];
        for (var band = 0; band < bands.Length; band++)
        {
            if (BinaryPrimitives.ReadInt16BigEndian(bytes[(sizeof(uint) + sizeof(short) * band)..]) is var level and not Unknown)
                bands[band] = level / 100.0;
        }
        return bands;
    }

    private static DateTimeOffset Instant(ReadOnlySpan<char> cell) =>
        DateTimeOffset.ParseExact(cell, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static double? Level(ReadOnlySpan<char> cell) => cell.IsEmpty ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static TimeQuality Quality(ReadOnlySpan<char> cell)
    {
        for (var i = 0; i < Qualities.Length; i++)
        {
            if (cell.SequenceEqual(Qualities[i]))
                return (TimeQuality)i;
        }
        throw new FormatException($"'{cell}' is not {string.Join(", ", Qualities)}");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.:-]+$")]
    private static partial Regex Plain();
}

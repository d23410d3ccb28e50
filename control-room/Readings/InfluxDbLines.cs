using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Records as lines of InfluxDB's line protocol. Pure. Levels are whole hundredths of a decibel, lists are texts; what is not known is left out.</summary>
internal static class InfluxDbLines
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <exception cref="ArgumentException">That kind of record has no measurement.</exception>
    public static string Line(StoredRecord stored)
    {
        var record = stored.Record;
        var line = record switch
        {
            NoiseRecord noise => Start("noise", stored).Level("LAeq", noise.LAeq).Level("LCeq", noise.LCeq).Level("LZeq", noise.LZeq).Level("LAFmax", noise.LAFmax)
                .Level("LAFmin", noise.LAFmin).Level("LASmax", noise.LASmax).Level("LCpeak", noise.LCpeak).Bands(noise.Bands).Whole("n", noise.N).Words("flags", noise.Flags),
            NoiseMinuteRecord minute => Start("noise_minute", stored).Level("LAeq", minute.LAeq).Level("LCeq", minute.LCeq).Level("LAFmax", minute.LAFmax).Level("LCpeak", minute.LCpeak)
                .Whole("lafFrom", minute.Histogram?.From).Text("laf", minute.Histogram is { } laf ? string.Join(',', laf.Counts) : null).Bands(minute.Bands)
                .Whole("overloadSeconds", minute.OverloadSeconds).Whole("underRangeSeconds", minute.UnderRangeSeconds).Number("capture", minute.Capture),
            MotionRecord motion => Start("motion", stored).Number("occupied", motion.Occupied).Number("changed", motion.Changed).Number("speed", motion.Speed)
                .Number("spread", motion.Spread).Whole("tracks", motion.Tracks.Length).Words("flags", motion.Flags),
            CameraRecord camera => Start("camera", stored).Text("kind", camera.Kind).Text("state", camera.State.ToString()).Whole("since", camera.Since.ToUnixTimeMilliseconds())
                .Number("luminance", camera.Luminance).Number("edges", camera.Edges).Number("sharpness", camera.Sharpness).Number("shift", camera.Shift),
            GateRecord gate => Start("gate", stored).Text("contact", gate.Contact?.ToString()).Text("bolt", gate.Bolt?.ToString()).Number("shock", gate.Shock)
                .Text("enclosure", gate.Enclosure?.ToString()).Truth("unlock", gate.Unlock).Truth("button", gate.Button).Number("wind", gate.Wind).Number("rain", gate.Rain),
            SoundRecord sound => Start("sound", stored).Text("kind", sound.Kind).Number("duration", sound.Duration).Number("level", sound.Level).Number("rise", sound.Rise)
                .Number("share", sound.Share),
            HeartbeatRecord beat => Start("heartbeat", stored).Whole("queue", beat.Queue).Whole("dropped", beat.Dropped).Number("clockErrorMs", beat.ClockErrorMs).Number("cpu", beat.Cpu)
                .Number("memoryMb", beat.MemoryMb).Number("temperature", beat.Temperature).Number("diskFree", beat.DiskFree).Text("version", beat.Version),
            _ => throw new ArgumentException($"{record.GetType().Name} has no measurement", nameof(stored)),
        };
        return line.Append(CultureInfo.InvariantCulture, $" {Nanoseconds(record)}").ToString();
    }

    /// <summary>A point's time names its record: to the millisecond its instant, below it a hash of boot and number. Written twice, it is one point; two records of one instant are two.</summary>
    public static long Nanoseconds(UpRecord record) => FromMilliseconds(record.T.ToUnixTimeMilliseconds())
        + (long)(XxHash64.HashToUInt64(Encoding.ASCII.GetBytes(record.Boot), record.Seq) % NanosecondsPerMillisecond);

    public static long FromMilliseconds(long unixMs) => unixMs * NanosecondsPerMillisecond;

    public static DateTimeOffset Instant(long nanoseconds) => DateTimeOffset.FromUnixTimeMilliseconds(nanoseconds / NanosecondsPerMillisecond);

    /// <summary>Ids need no escape: they are letters, digits, - and _.</summary>
    private static StringBuilder Start(string measurement, StoredRecord stored) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{measurement},device={stored.Device} seq={stored.Record.Seq}i").Text("boot", stored.Record.Boot).Text("tq", stored.Record.Tq.ToString());

    private static StringBuilder Whole(this StringBuilder line, string field, long? value) => value is { } v ? line.Append(CultureInfo.InvariantCulture, $",{field}={v}i") : line;

    private static StringBuilder Number(this StringBuilder line, string field, double? value) => value is { } v ? line.Append(CultureInfo.InvariantCulture, $",{field}={v:R}") : line;

    private static StringBuilder Truth(this StringBuilder line, string field, bool? value) => value is { } v ? line.Append(CultureInfo.InvariantCulture, $",{field}={(v ? 't' : 'f')}") : line;

    private static StringBuilder Level(this StringBuilder line, string field, double? db) => line.Whole(field, Hundredths(db));

    private static StringBuilder Words(this StringBuilder line, string field, string[] words) => line.Text(field, string.Join(',', words));

    private static StringBuilder Bands(this StringBuilder line, double?[]? bands) => line.Text("bands", bands is null ? null : string.Join(',', bands.Select(Hundredths)));

    private static StringBuilder Text(this StringBuilder line, string field, string? text) => text is null ? line
        : line.Append(CultureInfo.InvariantCulture, $",{field}=\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    private static long? Hundredths(double? db) => db is { } level ? (long)Math.Round(level * 100) : null;
}

using DuckDB.NET.Data;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>Records as rows of DuckDB's tables, column by column in the order of the schema.</summary>
internal static class DuckDbRows
{
    /// <summary>An appender to the table of a kind of record; null = that kind has no table (it stays in the spool only).</summary>
    public static DuckDBAppender? Appender(DuckDBConnection connection, Type record) => record.Name switch
    {
        nameof(NoiseRecord) => connection.CreateAppender("noise"),
        nameof(NoiseMinuteRecord) => connection.CreateAppender("noise_minute"),
        nameof(MotionRecord) => connection.CreateAppender("motion"),
        nameof(CameraRecord) => connection.CreateAppender("camera"),
        nameof(GateRecord) => connection.CreateAppender("gate"),
        nameof(SoundRecord) => connection.CreateAppender("sound"),
        nameof(HeartbeatRecord) => connection.CreateAppender("heartbeat"),
        _ => null,
    };

    public static void Append(DuckDBAppender appender, StoredRecord stored)
    {
        var record = stored.Record;
        var row = appender.CreateRow().AppendValue(stored.Device).AppendValue(record.T.ToUnixTimeMilliseconds()).AppendValue(record.Boot)
            .AppendValue(record.Seq).AppendValue(record.Tq.ToString());
        (record switch
        {
            NoiseRecord noise => Noise(row, noise),
            NoiseMinuteRecord minute => NoiseMinute(row, minute),
            MotionRecord motion => row.AppendValue(motion.Occupied).AppendValue(motion.Changed).AppendValue(motion.Speed).AppendValue(motion.Spread)
                .AppendValue(motion.Tracks.Length).AppendValue(string.Join(',', motion.Flags)),
            CameraRecord camera => row.AppendValue(camera.Kind).AppendValue(camera.State.ToString()).AppendValue(camera.Since.ToUnixTimeMilliseconds())
                .AppendValue(camera.Luminance).AppendValue(camera.Edges).AppendValue(camera.Sharpness).AppendValue(camera.Shift),
            GateRecord gate => row.AppendValue(gate.Contact?.ToString()).AppendValue(gate.Bolt?.ToString()).AppendValue(gate.Shock)
                .AppendValue(gate.Enclosure?.ToString()).AppendValue(gate.Unlock).AppendValue(gate.Button).AppendValue(gate.Wind).AppendValue(gate.Rain),
            SoundRecord sound => row.AppendValue(sound.Kind).AppendValue(sound.Duration).AppendValue(sound.Level).AppendValue(sound.Rise).AppendValue(sound.Share),
            HeartbeatRecord beat => row.AppendValue(beat.Queue).AppendValue(beat.Dropped).AppendValue(beat.ClockErrorMs).AppendValue(beat.Cpu)
                .AppendValue(beat.MemoryMb).AppendValue(beat.Temperature).AppendValue(beat.DiskFree).AppendValue(beat.Version),
            _ => throw new ArgumentException($"{record.GetType().Name} has no table", nameof(stored)),
        }).EndRow();
    }

    private static IDuckDBAppenderRow Noise(IDuckDBAppenderRow row, NoiseRecord noise) => row
        .AppendValue(Hundredths(noise.LAeq)).AppendValue(Hundredths(noise.LCeq)).AppendValue(Hundredths(noise.LZeq)).AppendValue(Hundredths(noise.LAFmax))
        .AppendValue(Hundredths(noise.LAFmin)).AppendValue(Hundredths(noise.LASmax)).AppendValue(Hundredths(noise.LCpeak))
        .AppendValue(Bands(noise.Bands)).AppendValue(noise.N).AppendValue(string.Join(',', noise.Flags));

    private static IDuckDBAppenderRow NoiseMinute(IDuckDBAppenderRow row, NoiseMinuteRecord minute) => row
        .AppendValue(Hundredths(minute.LAeq)).AppendValue(Hundredths(minute.LCeq)).AppendValue(Hundredths(minute.LAFmax)).AppendValue(Hundredths(minute.LCpeak))
        .AppendValue((short?)minute.Histogram?.From).AppendValue(minute.Histogram is { } laf ? laf.Counts.Select(c => (short)c).ToList() : null)
        .AppendValue(Bands(minute.Bands)).AppendValue((short)minute.OverloadSeconds).AppendValue((short)minute.UnderRangeSeconds).AppendValue(minute.Capture);

    /// <summary>A list and no lazy sequence: the appender refuses one.</summary>
    private static List<short?>? Bands(double?[]? bands) => bands is null ? null : [.. bands.Select(Hundredths)];

    private static short? Hundredths(double? level) => level is { } l ? (short)Math.Round(l * 100) : null;
}

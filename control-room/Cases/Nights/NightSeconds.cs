using System.Buffers.Binary;
using Solutions.Edge.Acoustics;
using Solutions.Edge.Acoustics.Calibration;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>What is the matter with a second.</summary>
[Flags]
internal enum SecondDoubt : byte
{
    None = 0,

    /// <summary>No record of it has come.</summary>
    Missing = 1,

    /// <summary>Its record has no level.</summary>
    NoSignal = 2,
    Overload = 4,
    UnderRange = 8,
    Calibration = 16,
    Wind = 32,
    LostSamples = 64,

    /// <summary>Made for the demonstration.</summary>
    Seeded = 128,
}

/// <summary>The seconds of a night as they go to a page: small before and after compression, and exact to 0.01 dB.</summary>
/// <remarks>
/// Number of seconds as a 32-bit integer, little-endian; then of each second the low bytes, then the high bytes of its step, then its
/// <see cref="SecondDoubt"/>. A step is LAeq in hundredths of a dB, less that of the second before (at first 0), modulo 2^16 and zigzag: sign in the
/// lowest bit. A second without a level keeps the level before it and says so in its doubt.
/// </remarks>
internal static class NightSeconds
{
    public const string ContentType = "application/vnd.solutions-edge.night";

    private const int Head = 4;

    private static readonly (string Flag, SecondDoubt Doubt)[] Doubts =
    [
        (SecondLevels.Overload, SecondDoubt.Overload), (SecondLevels.UnderRange, SecondDoubt.UnderRange), (SecondLevels.NoSignal, SecondDoubt.NoSignal),
        (CalibrationSpan.DoubtFlag, SecondDoubt.Calibration), ("wind", SecondDoubt.Wind), ("lost-samples", SecondDoubt.LostSamples),
        ("seeded", SecondDoubt.Seeded),
    ];

    /// <param name="night">The night.</param>
    /// <param name="readings">Those of the night, in any order; of two of one second the first with a level counts.</param>
    public static byte[] Write(Night night, IEnumerable<NoiseReading> readings)
    {
        var count = night.Seconds;
        var seconds = Aligned(night, readings);
        var bytes = new byte[Head + 3 * count];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        short last = 0;
        foreach (var (i, second) in seconds.Index())
        {
            var level = second?.LAeq is { } db ? (short)Math.Clamp(Math.Round(db * 100), short.MinValue, short.MaxValue) : last;
            var step = unchecked((short)(level - last));
            var zigzag = unchecked((ushort)((step << 1) ^ (step >> 15)));
            (bytes[Head + i], bytes[Head + count + i], last) = ((byte)zigzag, (byte)(zigzag >> 8), level);
            bytes[Head + 2 * count + i] = (byte)DoubtOf(second);
        }
        return bytes;
    }

    /// <summary>A place for each second of the night; of two records of one second the first with a level stands.</summary>
    public static NoiseReading?[] Aligned(Night night, IEnumerable<NoiseReading> readings)
    {
        var seconds = new NoiseReading?[night.Seconds];
        foreach (var reading in readings)
        {
            var at = (reading.T - night.From).Ticks / TimeSpan.TicksPerSecond;
            if (reading.T >= night.From && at < seconds.Length && seconds[at]?.LAeq is null)
                seconds[at] = reading;
        }
        return seconds;
    }

    public static SecondDoubt DoubtOf(NoiseReading? second) => second is null ? SecondDoubt.Missing
        : Doubts.Where(d => second.Flags.Contains(d.Flag)).Aggregate(second.LAeq is null ? SecondDoubt.NoSignal : SecondDoubt.None, (all, d) => all | d.Doubt);
}

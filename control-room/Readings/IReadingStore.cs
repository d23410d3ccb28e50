using System.Runtime.CompilerServices;
using Solutions.Edge.Acoustics.Statistics;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>One second of sound as stored. Levels in dB, to 0.01.</summary>
internal sealed record NoiseReading(DateTimeOffset T, double? LAeq, double? LAFmax, double? LCpeak)
{
    /// <summary>What is doubtful, as in <see cref="NoiseRecord.Flags"/>.</summary>
    public IReadOnlyCollection<string> Flags { get; init; } = [];
}

/// <summary>The bands of one second as stored, in dB, unweighted, as in <see cref="NoiseRecord.Bands"/>; null = not measured.</summary>
internal sealed record NoiseBands(DateTimeOffset T, double? LAeq, double? LCeq, double?[]? Bands);

/// <summary>Sound in one UTC minute, or in a part of it where the sound broke off: parts add up.</summary>
/// <param name="T">Start of the minute.</param>
/// <param name="LAeq">Over what was measured of it.</param>
/// <param name="LAFmax">Greatest LAF.</param>
/// <param name="LCpeak">Peak; null = not measured.</param>
/// <param name="Laf">How often LAF, read every 10 ms, was in each tenth of a decibel: the first bin, then the counts; null = not read.</param>
/// <param name="OverloadSeconds">Its seconds in overload.</param>
/// <param name="UnderRangeSeconds">Its seconds under range.</param>
/// <param name="Capture">How much of the minute was measured, in %.</param>
internal sealed record NoiseMinute(DateTimeOffset T, double? LAeq, double? LAFmax, double? LCpeak, short[]? Laf, int OverloadSeconds, int UnderRangeSeconds,
    double Capture);

/// <summary>One second of movement as stored.</summary>
/// <param name="T">The second.</param>
/// <param name="Occupied">Share of the picture in %; null = there was no picture, or one that the camera doubts.</param>
internal readonly record struct OccupiedReading(DateTimeOffset T, double? Occupied);

/// <summary>Sound over an interval: levels from its minutes or else its seconds, percentiles from its minutes' LAF or else from its seconds.</summary>
/// <param name="T">Start of the interval.</param>
/// <param name="LAeq">Energy mean.</param>
/// <param name="LAFmax">Greatest LAFmax.</param>
/// <param name="LCpeak">Greatest LCpeak; null = not measured.</param>
/// <param name="LA10">Level exceeded for 10 % of the time.</param>
/// <param name="LA50">Level exceeded for 50 % of the time.</param>
/// <param name="LA90">Level exceeded for 90 % of the time.</param>
/// <param name="Capture">How much of the interval was measured, in %.</param>
/// <param name="PercentilesOf">What the percentiles are of: <see cref="NoiseIntervals.OfLaf"/> or <see cref="NoiseIntervals.OfSeconds"/>; null = there
/// are none.</param>
/// <param name="PercentilesCapture">What the percentiles rest on in % of the interval.</param>
internal sealed record NoiseInterval(
    DateTimeOffset T, BoundedLevel? LAeq, BoundedLevel? LAFmax, BoundedLevel? LCpeak, BoundedLevel? LA10, BoundedLevel? LA50, BoundedLevel? LA90,
        double Capture,
    string? PercentilesOf, double PercentilesCapture);

/// <summary>A level given to the demonstration, marked as seeded in the store (a boot that begins with 24 zeros).</summary>
/// <param name="T">The second.</param>
/// <param name="LAeq">In dB.</param>
/// <param name="LAFmax">In dB; null = not known.</param>
/// <param name="Room">What of <paramref name="LAeq"/> is the room's own, in dB; null = all.</param>
/// <param name="IsMusic">True: what is more is music; false: a door.</param>
internal sealed record SeededLevel(DateTimeOffset T, double LAeq, double? LAFmax = null, double? Room = null, bool IsMusic = false)
{
    public const string SeededBoot = "00000000000000000000000000000000";

    public StoredRecord ToRecord(string device, string boot = SeededBoot)
    {
        var (bands, lceq) = SeededSpectrum.Of(LAeq, Room ?? LAeq, IsMusic);
        return new(device, new NoiseRecord
        {
            Boot = boot,
            Seq = T.ToUnixTimeSeconds(),
            T = T,
            LAeq = LAeq,
            LCeq = lceq,
            LAFmax = LAFmax,
            Bands = bands,
            N = 0,
            Flags = ["seeded"],
        });
    }
}

/// <summary>
/// The time-series store. <see cref="ReadingWriter"/> is its only writer of spooled records and calls from one task;
/// queries come from any thread. Alerts never wait for it. Every call may throw an <see cref="IOException"/>, a sentence for an operator: the store
/// is away, the writer tries again, a query fails.
/// </summary>
internal interface IReadingStore
{
    /// <summary>The spool position up to which every record is stored; 0 = none.</summary>
    Task<long> OffsetAsync(CancellationToken cancellationToken);

    /// <summary>Raised after records were stored or imported, by the task that did: what was computed of their time may be another now.</summary>
    event Action<IReadOnlyCollection<StoredRecord>>? Stored;

    /// <summary>Files or the like that are damaged, as a sentence; null = none is known of.</summary>
    string? Damage => null;

    /// <summary>Stores records and the position after them so that a crash neither loses nor doubles one.</summary>
    /// <exception cref="RefusedReadingsException">It does not take all of them. What it has taken is taken once more when it is written again.</exception>
    Task WriteAsync(IReadOnlyList<StoredRecord> records, long offset, CancellationToken cancellationToken);

    /// <summary>1-s levels with from ≤ t &lt; to, ascending.</summary>
    Task<IReadOnlyList<NoiseReading>> NoiseAsync(string device, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken);

    /// <summary>Minutes, or parts of them, with from ≤ t &lt; to, ascending.</summary>
    Task<IReadOnlyList<NoiseMinute>> NoiseMinutesAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Movement with from ≤ t &lt; to, ascending.</summary>
    Task<IReadOnlyList<OccupiedReading>> OccupiedAsync(string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Records of one stream as they were sent, with from ≤ t &lt; to, of these devices, null = of all: device by device, in time.</summary>
    IAsyncEnumerable<StoredRecord> RecordsAsync(ReadingTable table, DateTimeOffset from, DateTimeOffset to, IReadOnlySet<string>? devices,
        CancellationToken cancellationToken);

    /// <summary>Bands of the seconds of each span, from ≤ t &lt; to, each second once, ascending.</summary>
    Task<IReadOnlyList<NoiseBands>> BandsAsync(
        string device, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> spans, CancellationToken cancellationToken);

    /// <summary>Erases what is older than is kept, and puts what is no longer new where it takes less room. Called every hour by one task; may break off
    /// anywhere.</summary>
    Task TidyAsync(DateTimeOffset now, ReadingsSettings kept, CancellationToken cancellationToken);

    /// <summary>Every record with from ≤ t &lt; to of these devices, null = of all: stream by stream, device by device, in time.</summary>
    async IAsyncEnumerable<StoredRecord> ExportAsync(
        DateTimeOffset from, DateTimeOffset to, IReadOnlySet<string>? devices, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var table in ReadingTable.All)
        {
            await foreach (var record in RecordsAsync(table, from, to, devices, cancellationToken))
                yield return record;
        }
    }

    /// <summary>The records of one stream of a device with from ≤ t &lt; to, in time.</summary>
    IAsyncEnumerable<UpRecord> RecordsAsync(string stream, string device, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        RecordsAsync(ReadingTable.Of(stream), from, to, new HashSet<string> { device }, cancellationToken).Select(r => r.Record);

    /// <summary>A copy of one moment of what it keeps in files: its database is written to a new file, its other files are opened.</summary>
    /// <returns>The files, for the caller to close; null = it keeps none here.</returns>
    Task<IReadOnlyList<FileStream>?> CopyAsync(string database, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FileStream>?>(null);

    /// <summary>Stores records that may be there already, each once. Moves no position.</summary>
    /// <exception cref="RefusedReadingsException">It does not take all of them.</exception>
    Task ImportAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken);
}

/// <summary>A spooled record that has been read.</summary>
internal sealed record StoredRecord(string Device, UpRecord Record);

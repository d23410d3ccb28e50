using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Readings;

/// <summary>One second of sound as stored. Levels in dB, to 0.01.</summary>
internal sealed record NoiseReading(DateTimeOffset T, double? LAeq, double? LAFmax, double? LCpeak);

/// <summary>Sound over an interval, from its 1-s levels.</summary>
/// <param name="T">Start of the interval.</param>
/// <param name="LAeq">Energy mean.</param>
/// <param name="LAFmax">Greatest LAFmax.</param>
/// <param name="LCpeak">Greatest LCpeak; null = not measured.</param>
/// <param name="LA10">Level exceeded for 10 % of the seconds, of LAeq,1s.</param>
/// <param name="LA50">Level exceeded for 50 % of the seconds, of LAeq,1s.</param>
/// <param name="LA90">Level exceeded for 90 % of the seconds, of LAeq,1s.</param>
/// <param name="Capture">Valid seconds in % of the interval.</param>
internal sealed record NoiseInterval(DateTimeOffset T, double? LAeq, double? LAFmax, double? LCpeak, double? LA10, double? LA50, double? LA90, double Capture);

/// <summary>A level given to the demonstration, marked as seeded in the store (boot of 32 zeros).</summary>
internal sealed record SeededLevel(DateTimeOffset T, double LAeq);

/// <summary>
/// The time-series store. <see cref="ReadingWriter"/> is its only writer of spooled records and calls from one task;
/// queries come from any thread. Alerts never wait for it. Every call may throw what the engine throws: the writer tries
/// again, a query fails.
/// </summary>
internal interface IReadingStore
{
    /// <summary>The spool position up to which every record is stored; 0 = none.</summary>
    Task<long> OffsetAsync(CancellationToken cancellationToken);

    /// <summary>Stores records and the position after them so that a crash neither loses nor doubles one.</summary>
    Task WriteAsync(IReadOnlyList<StoredRecord> records, long offset, CancellationToken cancellationToken);

    /// <summary>1-s levels with from ≤ t &lt; to, ascending.</summary>
    Task<IReadOnlyList<NoiseReading>> NoiseAsync(string device, DateTimeOffset from, DateTimeOffset to, int limit, CancellationToken cancellationToken);

    Task SeedNoiseAsync(string device, IReadOnlyList<SeededLevel> levels, CancellationToken cancellationToken);
}

/// <summary>A spooled record that has been read.</summary>
internal sealed record StoredRecord(string Device, UpRecord Record);

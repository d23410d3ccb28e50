using System.Security.Cryptography;
using Solutions.Edge.Contracts;
using Solutions.Edge.Contracts.Seals;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Seals;

/// <summary>A device that has made rows of every kind for some minutes, and sealed them.</summary>
internal sealed class SealedDevice : IDisposable
{
    public const string Device = "lamp";

    private readonly ECDsa key = DeviceKey.New();

    /// <param name="start">Of the first minute; null = that of the spool's tests.</param>
    /// <param name="minutes">How many.</param>
    public SealedDevice(DateTimeOffset? start = null, int minutes = 4)
    {
        Start = start ?? SpoolFolder.Start;
        var rows = Enumerable.Range(0, minutes).SelectMany(n => Minute(Start.AddMinutes(n), n)).GroupBy(RowLayout.StreamOf)
            .SelectMany(stream => stream.OrderBy(r => r.T).Select((r, i) => Numbered(r, i + 1)));
        Rows = [.. rows];
        Seals = SealedBy(key, isVouchedFor: true);
    }

    public DateTimeOffset Start { get; }

    public IReadOnlyList<UpRecord> Rows { get; }

    public IReadOnlyList<SealRecord> Seals { get; }

    public SealKey Key => SealKey.Of(Device, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), SealKeyKind.NotEnrolled);

    public SealScope Scope => new(Start, Start.AddDays(1));

    /// <summary>All of it, as it goes to a store.</summary>
    public IEnumerable<StoredRecord> Stored => Rows.Concat(Seals).Select(r => new StoredRecord(Device, r));

    private UpRecord Numbered(UpRecord row, long seq) => row with
    {
        Boot = SpoolFolder.Boot,
        Bn = 12,
        Seq = seq,
        Up = (long)(row.T - Start).TotalMilliseconds + 5000,
    };

    /// <summary>The seals of its rows by a key.</summary>
    public IReadOnlyList<SealRecord> SealedBy(ECDsa key, bool isVouchedFor) =>
        [.. SeededSeals.Of([.. Rows.Select(r => new StoredRecord(Device, r))], new(Device, key, isVouchedFor), SealRecord.None)
            .Select(s => s with { Up = (long)(s.T - Start).TotalMilliseconds + 5000 })];

    public void Dispose() => key.Dispose();

    private static IEnumerable<UpRecord> Minute(DateTimeOffset start, int n)
    {
        for (var s = 0; s < 60; s++)
        {
            var at = start.AddSeconds(s);
            yield return new NoiseRecord { T = at, LAeq = 40 + s / 10.0, LAFmax = 45.01, N = 48_000, Bands = Bands(s), Flags = s == 7 ? ["wind"] : [] };
            yield return new MotionRecord { T = at, Occupied = s / 7.0, Zones = new Dictionary<string, double> { ["gate"] = s / 3.0 } };
        }
        for (var s = 0; s < 60; s += 10)
            yield return new HeartbeatRecord { T = start.AddSeconds(s).AddMilliseconds(137), Queue = s, Dropped = 0, Version = "0.1.0", Cpu = 4.1 + s };
        yield return new NoiseMinuteRecord
        {
            T = start,
            LAeq = 44.4 + n,
            Histogram = new(400, [1, 5999]),
            OverloadSeconds = 0,
            UnderRangeSeconds = 0,
            Capture = 98.41,
        };
        yield return new EnvironmentRecord { T = start, Temperature = 4.2 - n, Humidity = 91.3, Pressure = 1006.5 };
        foreach (var at in new[] { start.AddSeconds(3.24), start.AddSeconds(33.5) })
        {
            yield return new GateRecord { T = at, Contact = at.Second == 3 ? ContactState.Open : ContactState.Closed, Shock = 1.8, Wind = n };
            yield return new SoundRecord { T = at, Kind = SoundRecord.Impulse, Duration = 1, Level = 80.123 + n, Rise = 20 };
            yield return new CameraRecord { T = at, Kind = CameraRecord.Covered, State = FindingState.Found, Since = at.AddSeconds(-10), Luminance = 0.1 + n };
        }
    }

    private static double?[] Bands(int s) => [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 3 ? (double?)null : b + s / 100.0)];
}

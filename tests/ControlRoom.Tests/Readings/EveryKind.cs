using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Tests.Spool;

namespace Solutions.Edge.ControlRoom.Tests.Readings;

internal static class EveryKind
{
    /// <summary>Of every stream one record with all its fields, one with none that may be left out, and words of a stranger.</summary>
    public static IReadOnlyList<StoredRecord> All { get; } = [.. new UpRecord[]
    {
        new NoiseRecord { N = 48_000, LAeq = 50.01, LCeq = 60.99, LZeq = 61, LAFmax = 55.5, LAFmin = -0.07, LASmax = 54, LCpeak = 219.99, Bands = Bands,
            Flags = ["wind", "a,b", "say \"hush\"\\\n"] },
        new NoiseRecord { N = 0 },
        new NoiseMinuteRecord
        {
            LAeq = 50, LCeq = 60, LAFmax = 70, LCpeak = 80, Histogram = new(-12, [4, 0, 5996]), Bands = Bands, OverloadSeconds = 3, UnderRangeSeconds = 2,
                Capture = 98.41, T = SpoolFolder.Start,
        },
        new NoiseMinuteRecord { OverloadSeconds = 0, UnderRangeSeconds = 0, Capture = 0, T = SpoolFolder.Start.AddMinutes(1) },
        new MotionRecord
        {
            Occupied = 3.3, Changed = 1e-7, Speed = 1.5, Spread = 0.25, Tracks = [[1, 2, 3, 4, 5]], Flags = ["warming-up"], Crowd = CrowdBand.Many,
                Skipped = 3, Suppressed = new Dictionary<string, int> { ["rain"] = 12 },
            Zones = new Dictionary<string, double> { ["gate"] = 0.5 }, Activity = new Dictionary<string,
                ZoneActivity> { ["gate"] = new() { Presence = 0.5, Dwell = 2, Crossings = [1, 0], Crowd = CrowdBand.Some } },
        },
        new MotionRecord(),
        new GateRecord { Contact = ContactState.Open, Bolt = BoltState.Thrown, Shock = 1.8, Enclosure = ContactState.Closed, Unlock = false, Button = true,
            Wind = 1, Rain = 2 },
        new GateRecord(),
        new SoundRecord { Kind = SoundRecord.Impulse, Duration = 1, Level = 80.123, Rise = 20, Share = 0.5, HighShare = 0.1, RiseTime = 0.02, Prominence = 12 },
        new SoundRecord { Kind = SoundRecord.Alarm, Duration = 86_400, Level = 70, Rise = 20, Hertz = 1584.9, HertzTo = 2511.9, Modulation = 4,
            Ongoing = true },
        new SoundRecord { Kind = "new", Duration = 0, Level = 0, Rise = 0 },
        new CameraRecord { Kind = CameraRecord.Covered, State = FindingState.Found, Since = SpoolFolder.Start.AddMilliseconds(7), Luminance = 0.1, Edges = 0.2,
            Sharpness = 0.3, Shift = 0.4 },
        new CameraRecord { Kind = "new", State = FindingState.Cleared, Since = SpoolFolder.Start },
        new HeartbeatRecord
        {
            Queue = 1, Dropped = 2, Version = "0.1.0", Cpu = 4.1, ClockErrorMs = -1e12, MemoryMb = 80, Temperature = 51, DiskFree = 0.8, Damaged = 1,
                StorageFault = "it's =1i full",
            DroppedByStream = new Dictionary<string, long> { ["noise"] = 2 }, Supply = new() { Volts = 12.62, Amps = -0.31 },
            Power = new() { Source = PowerSource.Battery, Since = DateTimeOffset.UnixEpoch },
        },
        new EnvironmentRecord { Temperature = -4.2, Humidity = 91.3, Pressure = 1006.5 },
        new EnvironmentRecord(),
        new HeartbeatRecord { Queue = 0, Dropped = 0, Version = "0.1.0" },
    }.Select((r, i) => new StoredRecord("lamp", r with
    {
        T = r is NoiseMinuteRecord ? r.T : SpoolFolder.Start.AddMilliseconds(1500 * i),
        Boot = SpoolFolder.Boot,
        Seq = i + 1,
        Bn = 12,
        Up = 1000 * i,
        Tq = (TimeQuality)(i % 3),
    }))];

    private static double?[] Bands => [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => b == 3 ? (double?)null : b + 0.12)];
}

using Solutions.Edge.Contracts;

namespace Solutions.Edge.Fleet;

/// <summary>What the devices measure: a quiet night, a little different from device to device, on which no rule rings.</summary>
internal static class FleetRecords
{
    private static readonly RecordTemplate[] Nights = [.. Enumerable.Range(0, 16).Select(i => new RecordTemplate(Night(40 + i * 0.37)))];

    public static RecordTemplate Motion { get; } = new(
        new MotionRecord { Occupied = 0.4, Changed = 0.9, Suppressed = new Dictionary<string, int> { ["rain"] = 2 } });

    public static RecordTemplate Heartbeat { get; } = new(new HeartbeatRecord
    {
        Queue = 1,
        Dropped = 0,
        ClockErrorMs = 3,
        Cpu = 4.1,
        MemoryMb = 61,
        Temperature = 51,
        DiskFree = 0.82,
        Version = "0.1.0",
    });

    public static RecordTemplate Noise(int device) => Nights[device % Nights.Length];

    private static NoiseRecord Night(double level) => new()
    {
        LAeq = Math.Round(level, 2),
        LCeq = Math.Round(level + 9.56, 2),
        LZeq = Math.Round(level + 11.71, 2),
        LAFmax = Math.Round(level + 2.89, 2),
        LAFmin = Math.Round(level - 3.2, 2),
        LASmax = Math.Round(level + 0.72, 2),
        LCpeak = Math.Round(level + 19.59, 2),
        Bands = [.. Enumerable.Range(0, NoiseRecord.BandCount).Select(b => (double?)Math.Round(level - Math.Abs(b - 14) * 1.13, 2))],
        N = 48_000,
    };
}

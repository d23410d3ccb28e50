using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.ControlRoom.Tests.Cases.Packs;

/// <summary>Nights as a device might have sent them: whole, with a gap, without minutes, with overload and seconds under range.</summary>
internal static class SampleNights
{
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";

    public static IReadOnlyList<StoredRecord> Of(string device, Night night)
    {
        var own = new Random(night.Evening.DayNumber);
        var kind = night.Evening.DayNumber % 5;
        var records = new List<StoredRecord>();
        for (var from = 0; from < night.Seconds; from += 60)
        {
            var seconds = new List<NoiseRecord>();
            for (var i = from; i < from + 60; i++)
            {
                // A stretch in which nothing came, and one without a signal.
                if (kind == 1 && i is > 7230 and < 9000)
                    continue;
                var level = 24 + 6 * Math.Sin(i / 300.0) + (i % 5000 < 400 ? 18 * own.NextDouble() : 2 * own.NextDouble());
                seconds.Add(Second(night, i, kind == 2 && i % 9001 < 7 ? null : Math.Round(level, 2), Flags(kind, i)));
            }
            records.AddRange(seconds.Select(s => new StoredRecord(device, s)));
            // Minutes of the third kind of night never came.
            if (kind != 3 && seconds.Count > 0)
                records.Add(new(device, Minute(night, from, seconds, own)));
            if (from % 600 == 0)
                records.Add(new(device, Heartbeat(night, from, own)));
        }
        return records;
    }

    private static string[] Flags(int kind, int i) => (kind, i) switch
    {
        (4, 4321) => ["overload"],
        (2, > 20_000 and < 20_100) => ["under-range"],
        _ => [],
    };

    private static NoiseRecord Second(Night night, int i, double? level, string[] flags) => new()
    {
        Boot = Boot,
        Bn = 3,
        Seq = i + 1 + night.From.ToUnixTimeSeconds(),
        T = night.From.AddSeconds(i),
        Up = i,
        LAeq = level,
        LAFmax = level + 2.5,
        LCeq = level + 9,
        N = 48_000,
        Flags = level is null ? [.. flags, "no-signal"] : flags,
    };

    private static NoiseMinuteRecord Minute(Night night, int from, List<NoiseRecord> seconds, Random own)
    {
        var measured = seconds.Where(s => s.LAeq is not null).ToList();
        // Not the mean of the seconds to its last digit: a device has it of its samples.
        var mean = measured.Count == 0 ? (double?)null
            : Math.Round(10 * Math.Log10(measured.Average(s => Math.Pow(10, s.LAeq!.Value / 10))) + 0.02 * own.NextDouble(), 2);
        var lowest = measured.Count == 0 ? 0 : (int)(measured.Min(s => s.LAeq!.Value) * 10) - 3;
        var counts = new int[60];
        foreach (var second in measured)
        {
            for (var n = 0; n < 100; n++)
                counts[Math.Clamp((int)(second.LAeq!.Value * 10) - lowest + own.Next(-3, 4), 0, counts.Length - 1)]++;
        }
        return new()
        {
            Boot = Boot,
            Bn = 3,
            Seq = from + 1 + night.From.ToUnixTimeSeconds(),
            T = night.From.AddSeconds(from),
            Up = from,
            LAeq = mean,
            LAFmax = measured.Max(s => s.LAFmax),
            Histogram = measured.Count == 0 ? null : new(lowest, counts),
            OverloadSeconds = seconds.Count(s => s.Flags.Contains("overload")),
            UnderRangeSeconds = seconds.Count(s => s.Flags.Contains("under-range")),
            Capture = 100.0 * measured.Count / 60,
        };
    }

    private static HeartbeatRecord Heartbeat(Night night, int from, Random own) => new()
    {
        Boot = Boot,
        Bn = 3,
        Seq = from + 1 + night.From.ToUnixTimeSeconds(),
        T = night.From.AddSeconds(from),
        Up = from,
        Queue = 0,
        Dropped = 0,
        ClockErrorMs = Math.Round(12 * own.NextDouble() - 6, 2),
        Version = "0.1.0",
    };
}

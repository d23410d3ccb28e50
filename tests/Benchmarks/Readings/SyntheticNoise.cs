using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;

namespace Solutions.Edge.Benchmarks.Readings;

/// <summary>Levels that wander as a street's do, in the order in which devices send them. Made quickly: their shapes repeat, their numbers do not.</summary>
internal static class SyntheticNoise
{
    private const string Boot = "9f0c1d6e5b7a4c2f8e3d2a1b0c9d8e7f";
    private static readonly Random Random = new(24);
    private static readonly LafHistogram[] Shapes = [.. Enumerable.Range(0, 500).Select(_ => Shape())];
    private static readonly double?[][] Spectra = [.. Enumerable.Range(0, 500)
        .Select(_ => Enumerable.Range(0, NoiseRecord.BandCount).Select(b => (double?)Rounded(55 - b + 10 * Random.NextDouble())).ToArray())];

    public static IEnumerable<StoredRecord> Minutes(DateTimeOffset from, int devices, int minutes) =>
        Each(devices, minutes, (device, n) => new NoiseMinuteRecord
        {
            Boot = Boot,
            Bn = 1,
            Seq = n + 1,
            T = from.AddMinutes(n),
            Up = 60_000L * n,
            LAeq = Level(device, n),
            LCeq = Level(device, n) + 8,
            LAFmax = Level(device, n) + 12,
            LCpeak = Level(device, n) + 25,
            Histogram = Shapes[Random.Next(Shapes.Length)] with { From = (int)(10 * Level(device, n)) - 60 },
            Bands = Spectra[Random.Next(Spectra.Length)],
            OverloadSeconds = 0,
            UnderRangeSeconds = 0,
            Capture = 100,
        });

    public static IEnumerable<StoredRecord> Seconds(DateTimeOffset from, int devices, int seconds) => Each(devices, seconds, (device, n) => new NoiseRecord
    {
        Boot = Boot,
        Bn = 1,
        Seq = n + 1,
        T = from.AddSeconds(n),
        Up = 1000L * n,
        LAeq = Level(device, n),
        LCeq = Level(device, n) + 8,
        LZeq = Level(device, n) + 10,
        LAFmax = Level(device, n) + 3,
        LAFmin = Level(device, n) - 3,
        LASmax = Level(device, n) + 2,
        LCpeak = Level(device, n) + 20,
        Bands = Spectra[Random.Next(Spectra.Length)],
        N = 48_000,
    });

    private static IEnumerable<StoredRecord> Each(int devices, int count, Func<int, int, UpRecord> record) =>
        Enumerable.Range(0, count).SelectMany(n => Enumerable.Range(0, devices).Select(device => new StoredRecord($"device{device:000}", record(device, n))));

    private static double Level(int device, int n) => Rounded(45 + device % 20 + 12 * Math.Sin(n / 230.0) + 5 * Random.NextDouble());

    /// <summary>6000 readings, most of them within 10 dB of one another.</summary>
    private static LafHistogram Shape()
    {
        var counts = new int[160];
        for (var i = 0; i < 6000; i++)
            counts[(int)(counts.Length * (Random.NextDouble() + Random.NextDouble() + Random.NextDouble()) / 3)]++;
        return new(0, counts);
    }

    private static double Rounded(double level) => Math.Round(level, 2);
}

using Solutions.Edge.Acoustics;

namespace Solutions.Edge.Tests.Acoustics.Statistics;

/// <summary>
/// A day as a meter reads it every 10 ms, kept raw to count by brute force: a level that wanders, bursts, and gaps in which nothing is measured.
/// </summary>
internal sealed class RawDay
{
    public const int Seconds = 86_400;
    private const int StepsPerSecond = 100;

    public RawDay(int seed)
    {
        var random = new Random(seed);
        var keep = Math.Exp(-0.01 / TimeWeighting.FastSeconds);
        var (level, fast, gap) = (45d, Energy.Of(45), 0);
        for (var s = 0; s < Seconds; s++)
        {
            if (gap-- <= 0 && random.Next(2000) == 0)
                gap = random.Next(1, 200);
            IsMeasured[s] = gap <= 0;
            var burstDb = random.Next(300) == 0 ? 25 : 0;
            for (var i = 0; i < StepsPerSecond; i++)
            {
                level = Math.Clamp(level + random.NextDouble() - 0.5, 24, 95);
                var energy = Energy.Of(level + burstDb);
                fast = keep * fast + (1 - keep) * energy;
                AEnergy[s * StepsPerSecond + i] = energy;
                LafDb[s * StepsPerSecond + i] = Energy.LevelDb(fast);
            }
        }
    }

    public bool[] IsMeasured { get; } = new bool[Seconds];

    public double[] AEnergy { get; } = new double[Seconds * StepsPerSecond];

    public double[] LafDb { get; } = new double[Seconds * StepsPerSecond];

    /// <summary>LAeq of a second as it travels: rounded to 0.01 dB; null in a gap.</summary>
    public double? LAeq(int second) => IsMeasured[second] ? Math.Round(Energy.LevelDb(Of(AEnergy, second).Average()), 2) : null;

    public static ArraySegment<double> Of(double[] raw, int second) => new(raw, second * StepsPerSecond, StepsPerSecond);

    /// <summary>All raw values of the seconds that were measured.</summary>
    public IEnumerable<double> Measured(double[] raw) => Enumerable.Range(0, Seconds).Where(s => IsMeasured[s]).SelectMany(s => Of(raw, s));
}

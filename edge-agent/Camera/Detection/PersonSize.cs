using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>
/// How tall a person is in the picture by where the feet stand: height = a + b x foot, a straight line on level ground. Learnt from
/// people walking alone; assumed is a camera above head height, so that feet lower in the picture are nearer.
/// </summary>
internal sealed class PersonSize
{
    /// <summary>Height over width of one upright person.</summary>
    public const double Slimmest = 4, Stoutest = 1.6;

    private const int LeastSamples = 60, MostSamples = 600, RefitEvery = 30;

    private readonly Queue<(double Foot, double Height)> samples = [];
    private int untilRefit = RefitEvery;
    private (double A, double B)? line;

    /// <summary>Width over height of a person walking.</summary>
    public const double Aspect = 0.42;

    public bool IsKnown => line is not null;

    /// <summary>Height in pixels of a person with the feet at the row <paramref name="foot"/>; null until learnt.</summary>
    public double? HeightAt(double foot) => line is { } l ? Math.Max(4, l.A + l.B * foot) : null;

    /// <summary>The same of whose head is at the row <paramref name="top"/>.</summary>
    public double? HeightBelow(double top) => line is { } l ? Math.Max(4, (l.A + l.B * top) / (1 - l.B)) : null;

    /// <summary>A box that stands alone; whether it looks like one person is decided here.</summary>
    public void Learn(Rect box)
    {
        var aspect = (double)box.Height / box.Width;
        if (aspect is < Stoutest or > Slimmest)
            return;
        samples.Enqueue((box.Bottom, box.Height));
        if (samples.Count > MostSamples)
            samples.Dequeue();
        if (--untilRefit > 0 || samples.Count < LeastSamples)
            return;
        untilRefit = RefitEvery;
        Fit();
    }

    /// <summary>Least squares, twice: the second time without what lies far off the first line.</summary>
    private void Fit()
    {
        var kept = samples.ToList();
        for (var round = 0; round < 3; round++)
        {
            var (foot, height) = (kept.Average(s => s.Foot), kept.Average(s => s.Height));
            var spread = kept.Sum(s => (s.Foot - foot) * (s.Foot - foot));
            // With all feet in one row the slope is anybody's guess.
            var b = spread < kept.Count * 25 ? 0 : Math.Clamp(kept.Sum(s => (s.Foot - foot) * (s.Height - height)) / spread, 0, 0.8);
            line = (height - b * foot, b);
            var near = kept.Where(s => Math.Abs(s.Height - line.Value.A - b * s.Foot) < 0.2 * s.Height).ToList();
            if (near.Count < LeastSamples / 2)
                return;
            kept = near;
        }
    }
}

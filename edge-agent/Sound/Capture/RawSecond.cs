namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>A second's samples before anything is done to them, as shares of full scale.</summary>
internal readonly record struct RawSecond(double Mean, double Least, double Greatest);

/// <summary>Gathers <see cref="RawSecond"/>s.</summary>
/// <param name="samplesPerSecond">In Hz.</param>
internal sealed class RawSeconds(int samplesPerSecond)
{
    private double sum;
    private (float Least, float Greatest) bounds = (float.PositiveInfinity, float.NegativeInfinity);
    private int count;

    /// <summary>The last whole one; null = there was none.</summary>
    public RawSecond? Last { get; private set; }

    public void Add(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            sum += sample;
            bounds = (Math.Min(bounds.Least, sample), Math.Max(bounds.Greatest, sample));
        }
        count += samples.Length;
        if (count < samplesPerSecond)
            return;
        Last = new(sum / count, bounds.Least, bounds.Greatest);
        (sum, count, bounds) = (0, 0, (float.PositiveInfinity, float.NegativeInfinity));
    }
}

namespace Solutions.Edge.Agent.Camera.Detection;

/// <summary>A histogram of ratios up to 4 in steps of 1/128, for a median without a sort.</summary>
internal sealed class RatioCounts
{
    private const int StepsPerUnit = 128, Largest = 4;

    private readonly int[] counts = new int[StepsPerUnit * Largest];

    public int Total { get; private set; }

    public void Add(float ratio)
    {
        counts[Math.Min((int)(ratio * StepsPerUnit + 0.5f), counts.Length - 1)]++;
        Total++;
    }

    public void Clear()
    {
        Array.Clear(counts);
        Total = 0;
    }

    /// <summary>Between the edges of the step that holds it, in proportion; <paramref name="otherwise"/> of none.</summary>
    public float Median(float otherwise)
    {
        if (Total == 0)
            return otherwise;
        var (step, below) = (0, 0);
        while (2 * (below + counts[step]) < Total)
            below += counts[step++];
        return (step - 0.5f + (Total / 2f - below) / counts[step]) / StepsPerUnit;
    }
}

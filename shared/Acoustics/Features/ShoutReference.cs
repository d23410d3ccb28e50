namespace Solutions.Edge.Acoustics.Features;

/// <summary>LAeq of the last 30 s, in steps of 10 ms. The bursts that are judged by it are not fed to it.</summary>
internal sealed class ShoutReference
{
    private const int Capacity = 30 * 100;
    private const int Least = 10 * 100;

    private readonly Queue<double> energies = new(Capacity);
    private double sum;
    private long added;

    /// <summary>In dB; null before 10 s have been measured.</summary>
    public double? LevelDb => energies.Count >= Least && sum > 0 ? Energy.LevelDb(sum / energies.Count) : null;

    /// <param name="energy">Of 10 ms, as a ratio to that of 0 dB.</param>
    public void Add(double energy)
    {
        if (energies.Count == Capacity)
            sum -= energies.Dequeue();
        energies.Enqueue(energy);
        sum += energy;
        // Subtraction leaves rounding errors behind; once round the ring they are wiped out.
        if (++added % Capacity == 0)
            sum = energies.Sum();
    }

    public void Clear()
    {
        energies.Clear();
        sum = 0;
    }
}

namespace Solutions.Edge.Benchmarks;

internal static class Figures
{
    /// <summary>The value below which <paramref name="share"/> of the values lie (nearest rank).</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    /// <summary>Resident memory of a process in MB, as Linux counts it.</summary>
    public static double ResidentMb(int pid) =>
        double.Parse(File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024;
}

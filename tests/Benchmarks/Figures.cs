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

    /// <summary>Memory in MB that is a process's alone.</summary>
    public static double PrivateMb(int pid) => File.ReadLines($"/proc/{pid}/smaps_rollup")
        .Where(l => l.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null)) / 1024;

    /// <summary>Processor time that a process has used, by itself, since its start.</summary>
    public static double ProcessorSeconds(int pid)
    {
        using var process = System.Diagnostics.Process.GetProcessById(pid);
        return process.TotalProcessorTime.TotalSeconds;
    }
}

using System.Diagnostics;
using System.Globalization;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks.Throughput;

/// <summary>One rate for a while: so many devices, a noise record a second and a heartbeat every 10 s from each.</summary>
/// <param name="Devices">How many.</param>
/// <param name="Offered">Records made a second, in the second half.</param>
/// <param name="Done">Records acknowledged a second in that time.</param>
/// <param name="MedianMs">From making a record to its acknowledgement, in that time; null = none came.</param>
/// <param name="P99Ms">The same of the slowest hundredth.</param>
/// <param name="Lost">Not acknowledged a minute after the last was made.</param>
/// <param name="Cores">CPU time of broker or control room a second.</param>
/// <param name="FleetCores">CPU time of the fleet a second.</param>
/// <param name="ResidentMb">Memory at the end.</param>
/// <param name="SlopeMbMinute">Its growth over the second half.</param>
internal sealed record Step(
    int Devices, double Offered, double Done, int? MedianMs, int? P99Ms, long Lost, double Cores, double FleetCores, double ResidentMb, double SlopeMbMinute)
{
    private const double Enough = 0.98;
    private const int SlowMs = 5_000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Nothing piles up: what is offered is what comes out, within seconds, and nothing is missing.</summary>
    public bool Held => Done >= Enough * Offered && Offered >= Enough * Devices && P99Ms < SlowMs && Lost == 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Devices} devices: {Offered,6:0} records/s made, {Done,6:0} acknowledged, delay median {MedianMs} ms, p99 {P99Ms} ms, lost {Lost}, "
            + $"{Cores:0.00} cores (fleet {FleetCores:0.00}), {ResidentMb:0} MB, {SlopeMbMinute:+0;-0} MB/min: {(Held ? "held" : "not held")}");

    public static async Task<Step> RunAsync(Line line, int devices, int seconds)
    {
        await using var fleet = line.Fleet(devices);
        // Each reports as soon as it is connected: the load grows within seconds, as it does when a broker has come back.
        fleet.Report();
        await Eventually.IsTrueAsync(
            $"connection of {devices} devices ({fleet.LastFault})", () => Task.FromResult(fleet.Tally.Connected == devices), seconds: 180);
        await WaitAsync(seconds / 2, null);
        fleet.Tally.TakeLately();
        var (deliveredBefore, before, beforeCpu, beforeOwn) =
            (line.Delivered, (fleet.Tally.Made, fleet.Tally.Acknowledged), Cpu(line.ProcessId), Cpu(Environment.ProcessId));
        var started = Stopwatch.GetTimestamp();
        var memory = new List<double>();
        await WaitAsync(seconds - (seconds / 2), () => memory.Add(Figures.ResidentMb(line.ProcessId)));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (lately, made, done) = (fleet.Tally.TakeLately(), fleet.Tally.Made - before.Made, fleet.Tally.Acknowledged - before.Acknowledged);
        if (line.Delivered - deliveredBefore is { } delivered)
            done = Math.Min(done, delivered);
        var (cores, own) = ((Cpu(line.ProcessId) - beforeCpu) / took, (Cpu(Environment.ProcessId) - beforeOwn) / took);
        fleet.FallSilent();
        for (var waited = 0; waited < 60 && fleet.Tally.Unacknowledged > 0; waited++)
            await Task.Delay(Second, TimeProvider.System);
        return new(devices, made / took, done / took, lately.Percentile(0.5), lately.Percentile(0.99),
            fleet.Tally.Unacknowledged, cores, own, memory[^1], Slope(memory) * 60);
    }

    private static async Task WaitAsync(int seconds, Action? sample)
    {
        using var timer = new PeriodicTimer(Second, TimeProvider.System);
        for (var second = 0; second < seconds && await timer.WaitForNextTickAsync(); second++)
            sample?.Invoke();
    }

    /// <summary>Least squares over values a second apart.</summary>
    private static double Slope(List<double> values)
    {
        var (middle, mean) = ((values.Count - 1) / 2.0, values.Average());
        return values.Count < 2 ? 0 : values.Select((v, i) => (i - middle) * (v - mean)).Sum() / values.Select((_, i) => (i - middle) * (i - middle)).Sum();
    }

    /// <summary>CPU time of a process, in seconds.</summary>
    public static double Cpu(int pid)
    {
        using var process = Process.GetProcessById(pid);
        return process.TotalProcessorTime.TotalSeconds;
    }
}

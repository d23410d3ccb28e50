using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks.Readings;

/// <summary>
/// What readings cost to write and to keep in each store, and how long a month of one device takes as 15-min LAeq, LA10 and LA90. Beside it
/// plain SQL that only adds up the same device's columns in the same files, as the yardstick.
/// </summary>
internal static class ReadingsBenchmark
{
    private const int BatchRecords = 1000, Runs = 15;
    private static readonly DateTimeOffset From = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(int devices, int minuteDays, int secondDays)
    {
        using var folder = new TemporaryFolder();
        using (var store = new DuckDbReadingStore(folder.Path))
        {
            await WriteAsync(store, $"DuckDB, noise-minute, 1 day x {devices} devices",
                SyntheticNoise.Minutes(From, devices, 1440), 1, () => Bytes(Path.Combine(folder.Path, "noise-minute")));
            await WriteAsync(store, $"DuckDB, noise, {secondDays} days x {devices} devices",
                SyntheticNoise.Seconds(From, devices, secondDays * 86_400), secondDays,
                () => Bytes(Path.Combine(folder.Path, "noise")));
            Console.WriteLine(
                FormattableString.Invariant($"DuckDB, recent.duckdb after all days have moved to files: {Bytes(folder.Path, "recent*") / 1e6:0} MB"));
            CopyDay(new(folder.Path, NullLogger.Instance), minuteDays);
            await QueryAsync(store, folder.Path, devices, minuteDays);
        }
        if (!InfluxDb.IsInstalled)
        {
            Console.WriteLine(InfluxDb.Absent);
            return 0;
        }
        await using var server = await InfluxDb.StartAsync();
        await server.StateAsync("CREATE DATABASE solutions");
        using var influx = new InfluxDbReadingStore(new() { Url = server.Url }, "benchmark", TimeProvider.System, NullLogger<InfluxDbReadingStore>.Instance);
        await WriteAsync(influx, $"InfluxDB, noise-minute, 1 day x {devices} devices",
            SyntheticNoise.Minutes(From, devices, 1440), 0, () => server.StoredBytes);
        return 0;
    }

    private static async Task WriteAsync(IReadingStore store, string what, IEnumerable<StoredRecord> records, int days, Func<long> bytes)
    {
        var (rows, writing, cpu) = (0L, new Stopwatch(), TimeSpan.Zero);
        ForgetPeak();
        foreach (var batch in records.Chunk(BatchRecords))
        {
            var before = Cpu();
            writing.Start();
            await store.WriteAsync(batch, rows += batch.Length, CancellationToken.None);
            writing.Stop();
            cpu += Cpu() - before;
        }
        if (rows == 0)
            return;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {rows} rows, {rows / writing.Elapsed.TotalSeconds:0} rows/s in batches of {BatchRecords}, "
                + $"{cpu.TotalMicroseconds / rows:0} µs of CPU time a row here, peak {PeakMb():0} MB"));
        ForgetPeak();
        var tidying = Stopwatch.StartNew();
        if (days > 0)
        {
            await store.TidyAsync(From.AddDays(days + 3), new() { SecondsDays = 3650, MinutesDays = 3650 }, CancellationToken.None);
            Console.WriteLine(FormattableString.Invariant($"  a day to its file: {tidying.Elapsed.TotalSeconds / days:0.0} s, peak {PeakMb():0} MB"));
        }
        Console.WriteLine(FormattableString.Invariant($"  {(double)bytes() / rows:0} bytes a row"));
    }

    /// <summary>Makes a month of the one day that was written: to a reader its copies are like days of their own.</summary>
    private static void CopyDay(DayFiles files, int days)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var first = DateOnly.FromDateTime(From.DateTime);
        for (var n = 1; n < days; n++)
            DuckDbSql.Execute(connection, $"""
                COPY (SELECT * REPLACE (t + {n * 86_400_000L} AS t) FROM '{files.Of(ReadingTable.NoiseMinute, first)}' ORDER BY device, t)
                TO '{files.Of(ReadingTable.NoiseMinute, first.AddDays(n))}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 4096)
                """);
    }

    private static async Task QueryAsync(DuckDbReadingStore store, string folder, int devices, int days)
    {
        var (ours, plain, oursCpu, plainCpu, to) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), From.AddDays(days));
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        ForgetPeak();
        for (var run = 0; run < Runs; run++)
        {
            var device = $"device{run % devices:000}";
            var (started, cpu) = (Stopwatch.GetTimestamp(), Cpu());
            NoiseMinute[] minutes = [.. await store.NoiseMinutesAsync(device, From, to, CancellationToken.None)];
            var intervals = NoiseIntervals.SecondsNeeded(minutes, From, to).Count == 0 ? NoiseIntervals.Of([], minutes, TimeSpan.FromMinutes(15)).Count : 0;
            ours.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            oursCpu.Add((Cpu() - cpu).TotalMilliseconds);
            if (intervals != days * 96)
                throw new InvalidOperationException($"{intervals} intervals of {days} days");
            (started, cpu) = (Stopwatch.GetTimestamp(), Cpu());
            DuckDbSql.Select(connection,
                "SELECT count(*), avg(LAeq), sum(octet_length(histogram)) "
                    + $"FROM read_parquet('{folder}/noise-minute/*.parquet') WHERE device = '{device}'", row => row.GetInt64(0));
            plain.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            plainCpu.Add((Cpu() - cpu).TotalMilliseconds);
        }
        Console.WriteLine(FormattableString.Invariant(
            $"DuckDB, {days} days of 1 of {devices} devices as 15-min LAeq, LA10, LA90: {Times(ours, oursCpu)}, peak {PeakMb():0} MB"));
        Console.WriteLine(FormattableString.Invariant($"  plain SQL over the same device in the same files: {Times(plain, plainCpu)}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  ratio of the medians: {Figures.Percentile(ours, 0.5) / Figures.Percentile(plain, 0.5):0.0}, "
                + $"of CPU time {Figures.Percentile(oursCpu, 0.5) / Figures.Percentile(plainCpu, 0.5):0.0}"));
    }

    private static string Times(List<double> elapsed, List<double> cpu) =>
        FormattableString.Invariant(
            $"median {Figures.Percentile(elapsed, 0.5):0} ms, least {elapsed.Min():0} ms, CPU time {Figures.Percentile(cpu, 0.5):0} ms");

    private static TimeSpan Cpu() => Environment.CpuUsage.TotalTime;

    private static long Bytes(string folder, string pattern = "*") => Directory.EnumerateFiles(folder, pattern).Sum(f => new FileInfo(f).Length);

    /// <summary>Linux begins anew to note the most that is resident.</summary>
    private static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static double PeakMb() =>
        double.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024;
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using DuckDB.NET.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Solutions.Edge.Benchmarks.Readings;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom;
using Solutions.Edge.ControlRoom.Evidence;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>
/// An installation of about a gigabyte, half day files and half clips, backed up while it runs and restored into an empty folder by the product's own
/// commands; beside them <c>cp</c> and <c>tar</c> of the same folders.
/// </summary>
internal static class RestoreBenchmark
{
    private const int Devices = 10, ClipBytes = 5 * 1024 * 1024, BatchRecords = 10_000;
    private const string Passphrase = "a lamp, a gate and a bolt";

    public static async Task<int> RunAsync(int megabytes)
    {
        using var folder = new TemporaryFolder();
        string At(string name) => Path.Combine(folder.Path, name);
        await FillAsync(At("data"), megabytes * 1_000_000L);
        await File.WriteAllTextAsync(At("passphrase"), Passphrase);
        await using (var room = await ControlRoomProcess.StartProductionAsync(At("data")))
        {
            await File.WriteAllTextAsync($"/proc/{room.ProcessId}/clear_refs", "5");
            var backup = await MeasureAsync(new() { ["SOLUTIONS__DATA"] = At("data") }, "dotnet", Tree.Program("control-room", "solutions-control-room"),
                "backup", At("room.backup"), "--passphrase-file", At("passphrase"), "--url", room.Http.BaseAddress!.ToString());
            var inRoom = PeakMb(room.ProcessId);
            await room.StopAsync();
            // The databases' free pages are in no backup.
            var bytes = new FileInfo(At("room.backup")).Length;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"installation: {Bytes(At("data")) / 1e6:0} MB in {Files(At("data")).Count()} files; backup: {bytes / 1e6:0} MB"));
            var copied = await MeasureAsync([], "sh", "-c", $"cp -a {At("data")} {At("copy")} && sync -f {At("copy")}");
            Directory.Delete(At("copy"), recursive: true);
            var packed = await MeasureAsync([], "sh", "-c", $"tar cf {At("copy.tar")} -C {folder.Path} data && sync -f {At("copy.tar")}");
            Directory.CreateDirectory(At("copy"));
            var unpacked = await MeasureAsync([], "sh", "-c", $"tar xf {At("copy.tar")} -C {At("copy")} && sync -f {At("copy")}");
            Directory.Delete(At("copy"), recursive: true);
            File.Delete(At("copy.tar"));
            var restore = await MeasureAsync(new() { ["SOLUTIONS__DATA"] = At("restored") }, "dotnet", Tree.Program("control-room", "solutions-control-room"),
                "restore", At("room.backup"), "--passphrase-file", At("passphrase"));
            var starting = Stopwatch.GetTimestamp();
            await using (await ControlRoomProcess.StartProductionAsync(At("restored")))
                Print("backup", backup, bytes, (copied, "cp"), (packed, "tar"));
            Console.WriteLine(FormattableString.Invariant($"  in the control room meanwhile: {inRoom:0} MB resident at most"));
            Print("restore", restore, bytes, (copied, "cp"), (unpacked, "tar"));
            Console.WriteLine(FormattableString.Invariant($"  its start until it answers: {Stopwatch.GetElapsedTime(starting).TotalSeconds:0.0} s"));
        }
        return 0;
    }

    private static async Task FillAsync(string data, long bytes)
    {
        var ports = FreePort.Take(5);
        await using var app = await ControlRoomApp.BuildAsync(new()
        {
            Urls = $"http://127.0.0.1:{ports[0]}",
            Data = data,
            Mqtt = new() { TlsPort = ports[1] },
            Devices = new() { Port = ports[2] },
            Cluster = new() { SiloPort = ports[3], GatewayPort = ports[4] },
        }, TimeProvider.System, CancellationToken.None);
        // What holds the data folder: of its own container, it lets go with it only once it was asked for.
        _ = app.Services.GetRequiredService<IDisposable>();
        await FillReadingsAsync(app.Services.GetRequiredService<IReadingStore>(), Path.Combine(data, "readings"), bytes / 2);
        await FillClipsAsync(app.Services.GetRequiredService<Captures>(), bytes / 2);
    }

    /// <summary>A recent half day in the database and one day in its file, through the store; then days of their own made of the one.</summary>
    private static async Task FillReadingsAsync(IReadingStore store, string folder, long bytes)
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-4);
        foreach (var (from, seconds) in new[] { (first, 86_400), (now.AddHours(-12), 43_200) })
        {
            foreach (var batch in SyntheticNoise.Seconds(from, Devices, seconds).Chunk(BatchRecords))
                await store.ImportAsync(batch, CancellationToken.None);
        }
        await store.TidyAsync(now, new(), CancellationToken.None);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        var (files, day) = (new DayFiles(folder, NullLogger.Instance), DateOnly.FromDateTime(first.DateTime));
        for (var n = 1; Bytes(Path.GetDirectoryName(files.Of(ReadingTable.Noise, day))!) < bytes; n++)
            DuckDbSql.Execute(connection, $"""
                COPY (SELECT * REPLACE (t - {n * 86_400_000L} AS t) FROM '{files.Of(ReadingTable.Noise, day)}' ORDER BY device, t)
                TO '{files.Of(ReadingTable.Noise, day.AddDays(-n))}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768)
                """);
    }

    private static async Task FillClipsAsync(Captures captures, long bytes)
    {
        for (var (n, written) = (0, 0L); written < bytes; n++, written += ClipBytes)
        {
            var (id, clip) = (Ids.New(), RandomNumberGenerator.GetBytes(ClipBytes));
            ClipFile.Signature.CopyTo(clip);
            await captures.ExpectAsync(id, EvidenceRecord.Clip, "lamp", "alley", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), "benchmark");
            foreach (var (number, block) in clip.Chunk(EvidenceRecord.BlockBytes).Index())
            {
                var taken = await captures.TakeAsync(id, "lamp", number, number == ClipBytes / EvidenceRecord.BlockBytes - 1, block,
                    Convert.ToHexStringLower(SHA256.HashData(block)));
                if (taken != BlockResult.Stored)
                    throw new InvalidOperationException($"block {number} of a clip is {taken}");
            }
        }
    }

    private static void Print(
        string what, (double Seconds, double PeakMb) took, long bytes, params ((double Seconds, double PeakMb) Took, string Name)[] beside) =>
        Console.WriteLine(FormattableString.Invariant(
            $"{what}: {took.Seconds:0.0} s, {bytes / 1e6 / took.Seconds:0} MB/s, {took.PeakMb:0} MB resident at most in the command; ")
            + string.Join("; ", beside.Select(b => FormattableString.Invariant(
                $"{b.Name} {b.Took.Seconds:0.0} s, ratio {took.Seconds / b.Took.Seconds:0.0}"))));

    private static async Task<(double Seconds, double PeakMb)> MeasureAsync(Dictionary<string, string> settings, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var (began, peak) = (Stopwatch.GetTimestamp(), 0.0);
        using var process = Process.Start(start)!;
        var ends = process.WaitForExitAsync();
        while (await Task.WhenAny(ends, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System)) != ends)
            peak = Math.Max(peak, PeakMb(process.Id));
        return process.ExitCode == 0 ? (Stopwatch.GetElapsedTime(began).TotalSeconds, peak)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>Of a process that has just ended nothing is known any more.</summary>
    private static double PeakMb(int pid)
    {
        try
        {
            return double.Parse(File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal))?
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "0", CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    private static long Bytes(string folder) => Files(folder).Sum(f => new FileInfo(f).Length);
}

using System.Diagnostics;
using System.Globalization;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Benchmarks;

/// <summary>An hour of generated street sound through <c>solutions-agent analyse audio</c> as a whole process, start and output included,
/// and a minute of it through the scalar meter beside it.</summary>
internal static class AnalyseAnHour
{
    private const int Seconds = 3600, ScalarSeconds = 60;

    public static async Task<int> RunAsync(int rate)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "hour.wav");
        Write(path, rate);
        var start = new ProcessStartInfo("bash", ["-c",
            $"exec dotnet '{Tree.Program("edge-agent", "solutions-agent")}' analyse audio '{path}' --sensitivity-dbfs -26 --format ndjson > '{path}.ndjson'"]);
        using var process = Process.Start(start)!;
        var (cpu, resident) = (TimeSpan.Zero, 0d);
        while (!process.WaitForExit(50))
            try
            {
                process.Refresh();
                (cpu, resident) = (process.TotalProcessorTime, Math.Max(resident, Figures.ResidentMb(process.Id)));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException)
            {
                // It ended between the two looks.
            }
        await process.WaitForExitAsync();
        var lines = File.ReadLines(path + ".ndjson").Count();

        var scalar = new ScalarMeter();
        var sound = new float[rate];
        var random = new Random(1);
        foreach (ref var sample in sound.AsSpan())
            sample = (float)(random.NextDouble() - 0.5);
        scalar.Add(sound);
        using var own = Process.GetCurrentProcess();
        var before = own.TotalProcessorTime;
        for (var second = 0; second < ScalarSeconds; second++)
        {
            scalar.Add(sound);
            scalar.EndSecond();
        }
        own.Refresh();
        var perSecond = cpu.TotalSeconds / Seconds;
        var scalarPerSecond = (own.TotalProcessorTime - before).TotalSeconds / ScalarSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"analyse audio, an hour at {rate} Hz: exit {process.ExitCode}, {lines} lines, {cpu.TotalSeconds:0.00} CPU-s, "
                + $"{perSecond * 1000:0.000} ms a second of sound, {1 / perSecond:0} times real time, at most {resident:0} MB resident"));
        Console.WriteLine(FormattableString.Invariant(
            $"scalar meter at the same rate, in memory: {scalarPerSecond * 1000:0.000} ms a second of sound; ratio {scalarPerSecond / perSecond:0.0}"));
        return process.ExitCode;
    }

    /// <summary>Noise whose level wanders, 16 bits, mono.</summary>
    private static void Write(string path, int rate)
    {
        using var file = new BinaryWriter(File.Create(path));
        var bytes = Seconds * rate * 2;
        file.Write("RIFF"u8);
        file.Write(36 + bytes);
        file.Write("WAVEfmt "u8);
        foreach (var word in new[] { 16, 1 | 1 << 16, rate, rate * 2, 2 | 16 << 16 })
            file.Write(word);
        file.Write("data"u8);
        file.Write(bytes);
        var random = new Random(2);
        var second = new short[rate];
        for (var s = 0; s < Seconds; s++)
        {
            var amplitude = 3000 * (1.2 + Math.Sin(s / 20.0));
            foreach (ref var sample in second.AsSpan())
                sample = (short)(amplitude * (random.NextDouble() - 0.5));
            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<short>(second));
        }
    }
}

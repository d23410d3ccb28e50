using System.Diagnostics;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.EndToEnd.Tests.Enrolment;

/// <summary>Debian's Mosquitto with the production files of the tree: only folders and ports are others.</summary>
internal sealed class ProductionMosquitto : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private ProductionMosquitto(string keys, int devicePort, int roomPort)
    {
        var configuration = Path.Combine(folder.Path, "mosquitto.conf");
        var shipped = Path.Combine(Tree.Root, "control-room", "Broker");
        File.WriteAllText(configuration, Replace(File.ReadAllText(Path.Combine(shipped, "mosquitto-production.conf")),
            ("/var/lib/solutions-control-room-keys", keys), ("/etc/mosquitto/solutions.acl", Path.Combine(shipped, "mosquitto.acl")),
            ("listener 8883", $"listener {devicePort} 127.0.0.1"), ("listener 8884 127.0.0.1", $"listener {roomPort} 127.0.0.1"),
            // Of this test the keys are.
            ("user solutions-control-room", $"user {Environment.UserName}")));
        process = Process.Start(new ProcessStartInfo(Mosquitto.Executable, ["-c", configuration]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public static async Task<ProductionMosquitto> StartAsync(string keys, int devicePort, int roomPort)
    {
        var started = new ProductionMosquitto(keys, devicePort, roomPort);
        await Eventually.IsTrueAsync("answer from Mosquitto", async () => started.process.HasExited
            ? throw new InvalidOperationException($"mosquitto ended with {started.process.ExitCode}") : await FreePort.IsTakenAsync(roomPort));
        return started;
    }

    /// <summary>Reads its files again, as systemctl reload makes it.</summary>
    public async Task ReloadAsync()
    {
        using var kill = Process.Start("kill", ["-HUP", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private static string Replace(string text, params (string Shipped, string Here)[] places)
    {
        foreach (var (shipped, here) in places)
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
            text = text.Replace(shipped, here, StringComparison.Ordinal);
        }
        return text;
    }
}

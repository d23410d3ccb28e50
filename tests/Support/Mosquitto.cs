using System.Diagnostics;

namespace Solutions.Edge.Tests.Support;

/// <summary>Debian's Mosquitto on loopback, on a free port, with nothing kept on disk.</summary>
public sealed class Mosquitto : IAsyncDisposable
{
    /// <summary>Where Debian puts it.</summary>
    public const string Executable = "/usr/sbin/mosquitto";

    private readonly TemporaryFolder folder = new();
    private readonly Process process;

    private Mosquitto()
    {
        Port = FreePort.Take(1)[0];
        var configuration = Path.Combine(folder.Path, "mosquitto.conf");
        File.WriteAllText(configuration, $"listener {Port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 100000\npersistence false\n");
        process = Process.Start(new ProcessStartInfo(Executable, ["-c", configuration]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public static bool IsInstalled => File.Exists(Executable);

    public int Port { get; }

    public static async Task<Mosquitto> StartAsync()
    {
        var mosquitto = new Mosquitto();
        await Eventually.IsTrueAsync("answer from Mosquitto", mosquitto.AnswersAsync);
        return mosquitto;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (process.HasExited)
            throw new InvalidOperationException($"mosquitto ended with {process.ExitCode}");
        return await FreePort.IsTakenAsync(Port);
    }
}

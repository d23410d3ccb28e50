using System.Diagnostics;

namespace Solutions.Edge.Tests.Support;

/// <summary>Debian's Mosquitto with the configuration in the tree, on a free port of loopback and with a folder of its own.</summary>
public sealed class Mosquitto : IAsyncDisposable
{
    /// <summary>Where Debian puts it.</summary>
    public const string Executable = "/usr/sbin/mosquitto";

    private readonly TemporaryFolder folder = new();
    private readonly string configuration;
    private Process process;

    private Mosquitto()
    {
        Port = FreePort.Take(1)[0];
        configuration = Path.Combine(folder.Path, "mosquitto.conf");
        File.WriteAllText(configuration, Set("persistence_location", folder.Path + "/", Set("listener", $"{Port} 127.0.0.1",
            // Started by root it would become another user, which may not write into this folder.
            File.ReadAllText(Path.Combine(Tree.Root, "control-room", "Broker", "mosquitto.conf")) + "user root\n")));
        process = Run();
    }

    public static bool IsInstalled => File.Exists(Executable);

    public int Port { get; }

    /// <summary>As the control room's settings name it.</summary>
    public string Url => $"mqtt://127.0.0.1:{Port}";

    public int ProcessId => process.Id;

    public static async Task<Mosquitto> StartAsync()
    {
        var mosquitto = new Mosquitto();
        await mosquitto.IsUpAsync();
        return mosquitto;
    }

    /// <summary>kill -9: nothing is written and no connection closed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it again after it was killed, and does not wait: the same folder, the same port.</summary>
    public void Start()
    {
        process.Dispose();
        process = Run();
    }

    /// <summary>Starts it again after it was killed.</summary>
    public Task StartAgainAsync()
    {
        Start();
        return IsUpAsync();
    }

    /// <summary>Waits until it answers.</summary>
    public Task IsUpAsync() => Eventually.IsTrueAsync("answer from Mosquitto", async () => process.HasExited
        ? throw new InvalidOperationException($"mosquitto ended with {process.ExitCode}")
        : await FreePort.IsTakenAsync(Port));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        folder.Dispose();
    }

    /// <summary>The configuration with another value for the first setting of this name.</summary>
    private static string Set(string name, string value, string text)
    {
        var lines = text.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith(name + " ", StringComparison.Ordinal));
        lines[at >= 0 ? at : throw new InvalidOperationException($"mosquitto.conf does not set {name}")] = $"{name} {value}";
        return string.Join('\n', lines);
    }

    private Process Run()
    {
        var started = Process.Start(new ProcessStartInfo(Executable, ["-c", configuration]) { RedirectStandardError = true })!;
        started.ErrorDataReceived += (_, _) => { };
        started.BeginErrorReadLine();
        return started;
    }
}

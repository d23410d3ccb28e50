using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Solutions.Edge.Tests.Support;

/// <summary>One of our executables as a real process; its output is kept, and it dies with the test.</summary>
public sealed partial class ProgramUnderTest : IAsyncDisposable
{
    private const int SigTerm = 15, SigContinue = 18, SigStop = 19;
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    public ProgramUnderTest(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Everything it has printed.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>kill -9: nothing is flushed and no connection is closed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
            _ = Kill(process.Id, SigTerm);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return process.ExitCode;
    }

    /// <summary>SIGSTOP: it stands still, its connections stay.</summary>
    public void Pause() => _ = Kill(process.Id, SigStop);

    /// <summary>SIGCONT: it goes on.</summary>
    public void Resume() => _ = Kill(process.Id, SigContinue);

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            output.Enqueue(line.Data);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}

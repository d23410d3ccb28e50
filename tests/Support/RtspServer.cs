using System.Diagnostics;

namespace Solutions.Edge.Tests.Support;

/// <summary>GStreamer's RTSP server of Debian's packages on loopback; see rtsp-server.py for what it shows.</summary>
public sealed class RtspServer : IAsyncDisposable
{
    /// <summary>Debian's own: only it finds Debian's modules.</summary>
    private const string Python = "/usr/bin/python3";

    private readonly Process process;

    private RtspServer(int port)
    {
        Port = port;
        process = Process.Start(
            new ProcessStartInfo(Python, [Path.Combine(Tree.Root, "tests", "Support", "rtsp-server.py"), $"{port}"]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>Address of one of its pictures, with the password that it asks for.</summary>
    public string Address(string picture) => $"rtsp://viewer:s3cret@127.0.0.1:{Port}/{picture}";

    public static async Task<RtspServer> StartAsync(int? port = null)
    {
        var server = new RtspServer(port ?? FreePort.Take(1)[0]);
        await Eventually.IsTrueAsync("answer from the RTSP server", server.AnswersAsync);
        return server;
    }

    /// <summary>kill -9: no stream is ended, no connection is said goodbye to.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        if (process.HasExited)
            throw new InvalidOperationException(
                $"the RTSP server ended with {process.ExitCode}; it needs gir1.2-gst-rtsp-server-1.0, python3-gi and gstreamer1.0-plugins-good and -ugly");
        return await FreePort.IsTakenAsync(Port);
    }
}

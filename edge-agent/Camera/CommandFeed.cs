using System.ComponentModel;
using System.Diagnostics;
using OpenCvSharp;

namespace Solutions.Edge.Agent.Camera;

/// <summary>
/// The frames that a command writes to its standard output: a CSI camera on Raspberry Pi OS is read by rpicam-vid, for it is no plain V4L2 device,
/// and a network camera by ffmpeg. The command is ended when it is no longer read, or when it writes no frame for ten seconds.
/// </summary>
internal sealed class CommandFeed : ICameraFeed
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(1);

    private readonly PipeCommand command;
    private readonly Process process;
    private readonly IPipeFrames frames;
    private readonly ITimer watchdog;
    private readonly ManualResetEventSlim errorsEnded = new();
    private string lastWords = "nothing";
    private bool silent;

    /// <param name="command">What to run.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CameraSourceException">The command cannot be started.</exception>
    public CommandFeed(PipeCommand command, TimeProvider time)
    {
        this.command = command;
        try
        {
            process = Process.Start(new ProcessStartInfo(command.Words[0], command.Words.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            throw new CameraSourceException(
                $"{command.Name} cannot be started: {e.Message}; {command.Right ?? "it must be the name or path of an installed program"}", e);
        }
        process.ErrorDataReceived += (_, line) => NoteError(line.Data);
        process.BeginErrorReadLine();
        frames = command.Frames(process.StandardOutput.BaseStream);
        WriteInput(command.Input);
        watchdog = time.CreateTimer(_ => End(silently: true), null, Longest, Timeout.InfiniteTimeSpan);
    }

    public double? Grab()
    {
        try
        {
            if (frames.Next())
            {
                watchdog.Change(Longest, Timeout.InfiniteTimeSpan);
                return null;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidDataException)
        {
            throw Failed($"is ended: {e.Message}", e);
        }
        throw Ended();
    }

    public void Retrieve(Mat bgr)
    {
        try
        {
            if (!frames.Decode(bgr))
                throw Failed("wrote a frame that cannot be decoded");
        }
        catch (InvalidDataException e)
        {
            throw Failed($"is ended: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        watchdog.Dispose();
        End(silently: false);
    }

    private CameraSourceException Ended()
    {
        // Its last words are worth a moment; a child of its own may hold the pipe open for ever.
        errorsEnded.Wait(LastMoment);
        if (!process.WaitForExit(LastMoment))
            End(silently: false);
        process.WaitForExit(LastMoment);
        return Failed(silent ? $"is ended: it wrote no frame for {Longest.TotalSeconds:0} s and said {lastWords} last"
            : $"ended with code {process.ExitCode} and said {lastWords} last");
    }

    private CameraSourceException Failed(string how, Exception? inner = null) =>
        new($"{command.Name} {how}; {command.Right ?? $"it must keep writing {frames.Expected}"}", inner);

    private void NoteError(string? line)
    {
        if (line is null)
            errorsEnded.Set();
        else if (!string.IsNullOrWhiteSpace(line))
            lastWords = $"'{(string.IsNullOrEmpty(command.Secret) ? line : line.Replace(command.Secret, "…", StringComparison.Ordinal)).Trim()}'";
    }

    private void WriteInput(string? input)
    {
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its end is reported by the first grab.
        }
    }

    private void End(bool silently)
    {
        silent |= silently;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}

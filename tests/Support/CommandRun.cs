using System.Diagnostics;

namespace Solutions.Edge.Tests.Support;

/// <summary>A command of ours as a real process, run to its end.</summary>
public sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary><c>solutions-agent</c> with these arguments.</summary>
    public static Task<CommandRun> OfAgentAsync(params string[] arguments) => OfAsync("dotnet", [Tree.Program("edge-agent", "solutions-agent"), .. arguments]);

    /// <summary><c>solutions-control-room</c> with these arguments.</summary>
    public static Task<CommandRun> OfControlRoomAsync(params string[] arguments) =>
        OfControlRoomAsync(arguments, []);

    /// <summary><c>solutions-control-room</c> with these arguments and settings.</summary>
    public static Task<CommandRun> OfControlRoomAsync(string[] arguments, Dictionary<string, string> environment) =>
        OfAsync("dotnet", [Tree.Program("control-room", "solutions-control-room"), .. arguments], environment);

    /// <summary>A shell's script, in which <c>"$@"</c> is <c>solutions-agent</c> with these arguments.</summary>
    public static Task<CommandRun> OfShellAsync(string script, params string[] arguments) =>
        OfAsync("bash", ["-c", script, "bash", "dotnet", Tree.Program("edge-agent", "solutions-agent"), .. arguments]);

    /// <summary><c>dotnet</c> itself with these arguments.</summary>
    public static Task<CommandRun> OfDotnetAsync(params string[] arguments) => OfAsync("dotnet", arguments);

    private static async Task<CommandRun> OfAsync(string program, IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}

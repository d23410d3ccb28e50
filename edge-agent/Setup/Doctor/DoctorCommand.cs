using System.CommandLine;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary><c>solutions-agent doctor</c>: looks at everything of this device once, and says what is wrong, its likely cause and its cure.</summary>
internal static class DoctorCommand
{
    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The device's own file",
        DefaultValueFactory = _ => new(AgentOptions.DefaultPath),
    };

    private static readonly Option<DirectoryInfo> State = new("--state") { Description = "In place of the file's state" };

    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object in place of lines" };

    public static Command Create()
    {
        var command = new Command("doctor", "Looks at everything of this device once: what is wrong, its likely cause, its cure") { Config, State, Json };
        command.SetAction(async (parsed, stopping) =>
        {
            var time = TimeProvider.System;
            var device = ExaminedDevice.Read(parsed.GetValue(Config)!.FullName, parsed.GetValue(State)?.FullName, time);
            var report = new DoctorReport(device.Options?.Device, time.GetUtcNow(), await new Examination(device, time).LookAsync(stopping));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json))
                await output.WriteLineAsync(report.Json());
            else
                foreach (var line in report.Lines())
                    await output.WriteLineAsync(line);
            return device.Options is null ? 2 : report.Findings.Any(f => f.Colour is Colour.Amber or Colour.Red) ? 1 : 0;
        });
        return command;
    }
}

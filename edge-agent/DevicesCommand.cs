using System.CommandLine;
using Solutions.Edge.Contracts;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.Agent;

/// <summary><c>solutions-agent devices</c>: the devices of a sites file, one id a line, for a script that starts one agent for each.</summary>
internal static class DevicesCommand
{
    public static Command Create()
    {
        var config = new Option<FileInfo>("--config") { Description = "The file of sites and devices", Required = true };
        var recordings = new Option<bool>("--recordings") { Description = "Also those that play recordings" };
        var command = new Command("devices", "Lists the ids of the devices in a file") { config, recordings };
        command.SetAction(parsed =>
        {
            try
            {
                foreach (var device in SitesFile.Load(parsed.GetValue(config)!.FullName).Sites.Where(s => !s.Recordings || parsed.GetValue(recordings))
                    .SelectMany(s => s.Devices))
                    parsed.InvocationConfiguration.Output.WriteLine(device.Id);
                return 0;
            }
            catch (SitesFileException e)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }
}

using System.CommandLine;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup.Enrolment;

/// <summary><c>solutions-agent enrol CODE</c>: an engineer gives this device its identity.</summary>
internal static class EnrolCommand
{
    private static readonly Argument<string> Code = new("CODE") { Description = "As the control room shows it, or as its QR code reads" };

    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The device's own file",
        DefaultValueFactory = _ => new(AgentOptions.DefaultPath),
    };

    private static readonly Option<DirectoryInfo> State = new("--state") { Description = "In place of the file's state" };

    public static Command Create()
    {
        var command = new Command("enrol", "Gives this device its identity: keys, certificates, where to report, and its settings") { Code, Config, State };
        command.SetAction(async (parsed, stopping) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var identity = await RunAsync(parsed.GetValue(Code)!, parsed.GetValue(Config)!.FullName, parsed.GetValue(State)?.FullName, stopping);
                await output.WriteLineAsync($"Device '{identity.File.Device}' is enrolled at {identity.File.ControlRoom}, reports to {identity.File.Mqtt}, "
                    + $"and its certificates are valid until {identity.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}. Start it: solutions-agent run");
                return 0;
            }
            catch (Exception e) when (e is EnrolmentException or ConfigurationException)
            {
                await error.WriteLineAsync(e.Message);
                return 2;
            }
        });
        return command;
    }

    private static async Task<DeviceIdentity> RunAsync(string code, string config, string? state, CancellationToken stopping)
    {
        var given = AgentFile.Read(config);
        given.State = state ?? given.State;
        var identity = await Enrol.RunAsync(code, given.State, given.Device, TimeProvider.System, stopping);
        identity.Rule(given);
        given.Check();
        await Enrol.ProveAsync(identity, given, stopping);
        return identity;
    }
}

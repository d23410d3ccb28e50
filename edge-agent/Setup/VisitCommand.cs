using System.CommandLine;
using System.Net.Http.Json;
using System.Security.Authentication;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;
using Command = System.CommandLine.Command;

namespace Solutions.Edge.Agent.Setup;

/// <summary>
/// <c>solutions-agent visit --name NAME</c> and <c>visit end</c>: an engineer stands at this device, and what it reports until the end is a test.
/// </summary>
internal static class VisitCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly Option<string> Name = new("--name") { Description = "The engineer's name" };

    private static readonly Option<int> Minutes = new("--minutes")
    {
        Description = $"How long the visit lasts unless it is ended, 1 to {VisitRequest.MostMinutes}",
        DefaultValueFactory = _ => VisitRequest.UsualMinutes,
    };

    private static readonly Option<FileInfo> Config = new("--config")
    {
        Description = "The device's own file",
        DefaultValueFactory = _ => new(AgentOptions.DefaultPath),
        Recursive = true,
    };

    private static readonly Option<DirectoryInfo> State = new("--state") { Description = "In place of the file's state", Recursive = true };

    public static Command Create()
    {
        var end = new Command("end", "The visit is over: from now on this device's alerts ring");
        end.SetAction((parsed, stopping) => RunAsync(parsed, null, stopping));
        var command = new Command("visit", "An engineer's visit begins: what this device reports until its end is a test, and rings for nobody")
        {
            Name, Minutes, Config, State, end,
        };
        command.SetAction((parsed, stopping) => RunAsync(parsed, new(parsed.GetValue(Name), parsed.GetValue(Minutes)), stopping));
        return command;
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="request">The visit; null = the one that is on ends.</param>
    /// <param name="stopping">Gives up.</param>
    private static async Task<int> RunAsync(ParseResult parsed, VisitRequest? request, CancellationToken stopping)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            if (request?.FindFault() is { } fault)
                throw ConfigurationException.Of($"--{fault.Field}", fault.Value, fault.Expected);
            var visit = await AskAsync(parsed.GetValue(Config)!.FullName, parsed.GetValue(State)?.FullName, request, stopping);
            var (device, ends) = (visit.Device, TimeZoneInfo.ConvertTime(visit.Ends, TimeZoneInfo.Local));
            await output.WriteLineAsync(request is null ? $"The visit of {visit.Name} is over: alerts of '{device}' ring again."
                : $"Visit of {visit.Name} until {ends:HH:mm} ({TimeZoneInfo.Local.Id}): what '{device}' reports is a test. "
                    + "To end it: solutions-agent visit end");
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or SetupException)
        {
            await error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    private static async Task<VisitAnswer> AskAsync(string config, string? state, VisitRequest? request, CancellationToken stopping)
    {
        var options = AgentFile.Read(config);
        options.State = state ?? options.State;
        var identity = DeviceIdentity.Find(options.State, TimeProvider.System);
        identity?.Rule(options);
        options.Check();
        var controlRoom = ControlRoomAddress.Of(options, identity);
        using var http = new HttpClient(controlRoom.NewHandler()) { BaseAddress = controlRoom.Url, Timeout = Patience };
        try
        {
            var path = DevicePaths.Visit(options.Device!);
            using var answer = request is null ? await http.DeleteAsync(path, stopping)
                : await http.PutAsJsonAsync(path, request, ContractsJson.Default.VisitRequest, stopping);
            return answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync(ContractsJson.Default.VisitAnswer, stopping) is { } visit ? visit
                : throw new SetupException(await ControlRoomAnswer.SentenceAsync(answer, stopping));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AuthenticationException
            || (e is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            throw new SetupException($"the control room at {controlRoom.Url.Authority} does not answer ({(e.InnerException ?? e).Message}); "
                + "no visit has begun or ended. solutions-agent doctor says where the way to it ends");
        }
    }
}

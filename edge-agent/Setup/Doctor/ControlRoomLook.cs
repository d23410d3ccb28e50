using System.Net;
using System.Security.Authentication;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Evidence;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Asks the control room's port for devices what holds at this place, and keeps nothing of the answer.</summary>
internal static class ControlRoomLook
{
    private const string Otherwise = "correct controlRoom in the device's file";

    /// <param name="options">This device.</param>
    /// <param name="identity">Null = it has not enrolled, and only the port is looked at.</param>
    /// <param name="stopping">Gives up.</param>
    /// <exception cref="ConfigurationException">Its address cannot be.</exception>
    public static async Task<Reached> LookAsync(AgentOptions options, DeviceIdentity? identity, CancellationToken stopping)
    {
        var address = identity is null ? ControlRoomAddress.Parse(options.ControlRoom, options.ControlRoomCa).Url : new(identity.File.ControlRoom);
        var reached = new Reached($"{address.Host}:{address.Port}", Known: "answers");
        if (await WayToPort.FindFaultAsync(address.Host, address.Port, "the control room", Otherwise, stopping) is { } fault)
            return reached with { Way = fault };
        return identity is null ? reached : await AskAsync(address, options.Device!, identity, reached, stopping);
    }

    private static async Task<Reached> AskAsync(Uri address, string device, DeviceIdentity identity, Reached reached, CancellationToken stopping)
    {
        (ServerFault Kind, string Words)? impostor = null;
        using var handler = ServerCheck.Handler(identity);
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            (impostor = ServerCheck.Find(shown, address.Host, identity.Authorities, identity.Time.Now)) is null;
        using var http = new HttpClient(handler) { BaseAddress = address };
        try
        {
            using var answer = await http.GetAsync(DevicePaths.Configuration(device), stopping);
            if (answer.IsSuccessStatusCode)
                return reached with { Known = "answers over TLS and knows this device" };
            var sentence = (await ControlRoomAnswer.SentenceAsync(answer, stopping)).TrimEnd('.');
            return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? reached with { NotAccepted = sentence } : reached with { Refused = sentence };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AuthenticationException)
        {
            return impostor is null ? reached with { Broken = (e.InnerException ?? e).Message } : reached with { Impostor = impostor };
        }
    }
}

using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Exceptions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Agent.Uplink.Identity;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.Enrolment;

/// <summary>A device gets its identity by a code: keys, certificates, where to report, and what it is to know of its place.</summary>
internal static class Enrol
{
    private const string Kept = "The device is enrolled and keeps its identity: no new code is needed.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="text">The code.</param>
    /// <param name="state">The state folder.</param>
    /// <param name="device">The id that the device's file names; null = none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Gives up.</param>
    /// <exception cref="EnrolmentException">It cannot be; the message names the stage and the cure.</exception>
    public static async Task<DeviceIdentity> RunAsync(string text, string state, string? device, TimeProvider time, CancellationToken stopping)
    {
        var code = DeviceReadiness.ReadCode(text);
        DeviceReadiness.Ensure(state, time);
        var authorities = await new MeetControlRoom(code, time).AuthoritiesAsync(stopping);
        using var keys = new CertificateRequests();
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            ServerCheck.FindFault(shown, code.Host, authorities, time.GetUtcNow()) is null;
        using var http = new HttpClient(handler) { BaseAddress = new($"https://{code.Host}:{code.Port}"), Timeout = Patience };
        var answer = await RedeemAsync(http, keys.Ask(code.Secret, device), stopping);
        return Store(keys.Take(answer, http.BaseAddress.ToString().TrimEnd('/')), state, answer.At, time);
    }

    /// <summary>What the device needs beside its identity: the way to the broker, and its settings.</summary>
    /// <exception cref="EnrolmentException">One of them fails; the device is enrolled all the same.</exception>
    public static async Task ProveAsync(DeviceIdentity identity, AgentOptions options, CancellationToken stopping)
    {
        await ReachBrokerAsync(new(options, identity), options.Device!, stopping);
        await FetchSettingsAsync(identity, options, stopping);
    }

    private static async Task<EnrolmentAnswer> RedeemAsync(HttpClient http, EnrolmentRequest request, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(DevicePaths.Enrolment, request, ContractsJson.Default.EnrolmentRequest, stopping);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadFromJsonAsync(ContractsJson.Default.EnrolmentAnswer, stopping) ?? throw new JsonException("it is null");
            throw new EnrolmentException("code", (await ControlRoomAnswer.SentenceAsync(answer, stopping)).TrimEnd('.'),
                "Put that right, or take a new code: solutions-control-room enrolment-code DEVICE.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException
            || (e is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            throw new EnrolmentException("certificates", $"the control room broke off ({(e.InnerException ?? e).Message})",
                "Look at its log, then try again; if the code is used up meanwhile, take a new one.", e);
        }
    }

    private static DeviceIdentity Store(IdentityFile file, string state, DateTimeOffset at, TimeProvider time)
    {
        try
        {
            return DeviceIdentity.Store(state, file, at, time);
        }
        catch (Exception e) when (DeviceReadiness.IsOfDisk(e))
        {
            throw DeviceReadiness.OfDisk(state, e, "The code is used up: take a new one.");
        }
        catch (CryptographicException e)
        {
            throw new EnrolmentException("certificates", $"what the control room gave does not read ({e.Message})", "Take a new code and try again.", e);
        }
    }

    private static async Task ReachBrokerAsync(BrokerLine line, string device, CancellationToken stopping)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await client.ConnectAsync(line.Options().Build(), limit.Token);
            if (answer.ResultCode != MqttClientConnectResultCode.Success)
                throw new EnrolmentException("broker",
                    $"the broker at {line.Host}:{line.Port} refuses device '{device}' ({answer.ResultCode} {answer.ReasonString})",
                    $"Look at the control room's log. {Kept}");
            await client.DisconnectAsync(cancellationToken: limit.Token);
        }
        catch (Exception e) when (e is MqttCommunicationException or IOException || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            throw new EnrolmentException("broker", $"the broker at {line.Host}:{line.Port} is not reached ({(e.InnerException ?? e).Message})",
                $"Open TCP port {line.Port} of that machine for this device. {Kept} The agent connects by itself once the port is open.", e);
        }
    }

    private static async Task FetchSettingsAsync(DeviceIdentity identity, AgentOptions options, CancellationToken stopping)
    {
        try
        {
            using var http = new HttpClient(ServerCheck.Handler(identity)) { BaseAddress = new(identity.File.ControlRoom), Timeout = Patience };
            using var answer = await http.GetAsync(DevicePaths.Configuration(options.Device!), stopping);
            if (!answer.IsSuccessStatusCode)
                throw new HttpRequestException(await ControlRoomAnswer.SentenceAsync(answer, stopping));
            Place.Open(options.StateFolder, NullLogger.Instance).Take(await answer.Content.ReadAsByteArrayAsync(stopping));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or RecordException
            || (e is TaskCanceledException && !stopping.IsCancellationRequested))
        {
            throw new EnrolmentException("settings", $"the settings of this place did not come ({e.Message})",
                $"{Kept} The agent asks for them again when it runs.", e);
        }
    }
}

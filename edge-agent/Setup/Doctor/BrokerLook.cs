using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Exceptions;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Goes the way to the broker as the uplink does, a step at a time.</summary>
internal static class BrokerLook
{
    /// <summary>A server that refuses a certificate says so at once, but by TLS 1.3 only after the handshake.</summary>
    private static readonly TimeSpan Refusal = TimeSpan.FromSeconds(1);

    /// <param name="options">This device.</param>
    /// <param name="identity">Null = it has not enrolled.</param>
    /// <param name="agentRuns">True: it is not signed in, for a second connection would end the agent's.</param>
    /// <param name="stopping">Gives up.</param>
    public static async Task<Reached> LookAsync(AgentOptions options, DeviceIdentity? identity, bool agentRuns, CancellationToken stopping)
    {
        var line = new BrokerLine(options, identity);
        var reached = new Reached($"{line.Host}:{line.Port}",
            Known: identity is null ? "answers, plainly" : "answers over TLS and accepts this device's certificate");
        if (await WayToPort.FindFaultAsync(line.Host, line.Port, "the broker", "correct mqtt in the device's file", stopping) is { } fault)
            return reached with { Way = fault };
        if (identity is not null)
            reached = await ShakeHandsAsync(line, identity, reached, stopping);
        if (reached is not { Impostor: null, Broken: null, NotAccepted: null })
            return reached;
        return agentRuns ? reached with { Known = reached.Known + "; not signed in, for the running agent is" }
            : await SignInAsync(line, reached, stopping);
    }

    private static async Task<Reached> ShakeHandsAsync(BrokerLine line, DeviceIdentity identity, Reached reached, CancellationToken stopping)
    {
        (ServerFault Kind, string Words)? impostor = null;
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(line.Host.Trim('[', ']'), line.Port, stopping);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = line.Host.Trim('[', ']'),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ClientCertificates = new X509Certificate2Collection(identity.Certificate),
                RemoteCertificateValidationCallback = (_, shown, _, _) =>
                    (impostor = ServerCheck.Find(shown, line.Host, identity.Authorities, identity.Time.Now)) is null,
            }, stopping);
            return reached with { NotAccepted = await FindRefusalAsync(tls, stopping) };
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException)
        {
            return impostor is null ? reached with { Broken = (e.InnerException ?? e).Message } : reached with { Impostor = impostor };
        }
    }

    /// <summary>A broker is silent until it is spoken to.</summary>
    private static async Task<string?> FindRefusalAsync(SslStream tls, CancellationToken stopping)
    {
        using var moment = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        moment.CancelAfter(Refusal);
        try
        {
            return await tls.ReadAsync(new byte[1], moment.Token) == 0 ? "it ends the connection after the handshake" : "it speaks first, which no broker does";
        }
        catch (IOException e)
        {
            return (e.InnerException ?? e).Message;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<Reached> SignInAsync(BrokerLine line, Reached reached, CancellationToken stopping)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            var answer = await client.ConnectAsync(line.Options().Build(), stopping);
            if (answer.ResultCode != MqttClientConnectResultCode.Success)
                return reached with { Refused = $"{answer.ResultCode} {answer.ReasonString}".TrimEnd() };
            await client.DisconnectAsync(cancellationToken: stopping);
            return reached with { Known = reached.Known + "; signed in" };
        }
        catch (Exception e) when (e is MqttCommunicationException or IOException)
        {
            return reached with { Broken = (e.InnerException ?? e).Message };
        }
    }
}

using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Uplink.Identity;

namespace Solutions.Edge.Agent.Uplink;

/// <summary>How this device reaches its broker: plainly, or over TLS 1.2 or later as what it enrolled as.</summary>
internal sealed class BrokerLine(AgentOptions options, DeviceIdentity? identity)
{
    private const int PlainPort = 1883, TlsPort = 8883;

    public string Host { get; } = options.Broker.Host;

    public int Port { get; } = !options.Broker.IsDefaultPort ? options.Broker.Port : identity is null ? PlainPort : TlsPort;

    public MqttClientOptionsBuilder Options()
    {
        var plain = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(options.Device).WithTcpServer(Host, Port);
        return identity is null ? plain : plain.WithTlsOptions(tls => tls
            .WithSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13)
            .WithClientCertificates(new X509Certificate2Collection(identity.Certificate))
            .WithCertificateValidationHandler(shown =>
                ServerCheck.FindFault(shown.Certificate, Host, identity.Authorities, identity.Time.Now) is null));
    }
}

using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Solutions.Edge.ControlRoom.Devices.Authority;

namespace Solutions.Edge.ControlRoom.Devices.Identities;

/// <summary>Where devices find this control room.</summary>
/// <param name="Reached">Its name or address, which may change.</param>
/// <param name="Port">HTTPS: to enrol, renew, ask and deliver.</param>
/// <param name="MqttPort">MQTT over TLS.</param>
/// <param name="IsLoopback">True: devices of this machine only.</param>
internal sealed record DevicePort(Func<string> Reached, int Port, int MqttPort, bool IsLoopback)
{
    public string Host => Reached();

    public string Mqtt => $"mqtts://{Host}:{MqttPort}";

    /// <summary>Names and addresses that the control room's certificate is for.</summary>
    public IReadOnlyList<string> Names => [.. new[] { Host, Environment.MachineName, "localhost", "127.0.0.1", "::1" }.Distinct()];

    /// <summary>Listens: TLS 1.2 or later by the authority's own certificate. A client certificate may be shown, and is judged with each request.</summary>
    public void Listen(KestrelServerOptions kestrel)
    {
        var authority = kestrel.ApplicationServices.GetRequiredService<DeviceAuthority>();
        if (IsLoopback)
            kestrel.Listen(IPAddress.Loopback, Port, Configure);
        else
            kestrel.ListenAnyIP(Port, Configure);

        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.UseHttps(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                https.ServerCertificateSelector = (_, _) => authority.Server;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
            listen.Use(next => connection =>
            {
                connection.Features.Set(new Line());
                return next(connection);
            });
        }
    }

    /// <summary>Marks a connection of this port.</summary>
    internal sealed class Line;
}

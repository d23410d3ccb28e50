using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Solutions.Edge.ControlRoom;

/// <summary>Where people's browsers and programs find this control room.</summary>
internal static class PeoplePort
{
    /// <summary>Where people are served. As endpoints of their own: beside those of the devices the server would pass over addresses.</summary>
    /// <returns>What is shown there; null = no address is https.</returns>
    /// <exception cref="InvalidOperationException">The certificate cannot be used; the message states why.</exception>
    public static ServerCertificate? Listen(WebApplicationBuilder builder, ControlRoomOptions options, TimeProvider time)
    {
        var certificate = options.HasHttps ? ServerCertificate.Open(options, time) : null;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BindingAddress.Parse))
            {
                if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
                    kestrel.Listen(address, url.Port, Configure);
                else if (url.Host == "localhost")
                    kestrel.ListenLocalhost(url.Port, Configure);
                else
                    kestrel.ListenAnyIP(url.Port, Configure);

                void Configure(ListenOptions listen)
                {
                    if (url.Scheme == Uri.UriSchemeHttps)
                        listen.UseHttps(new TlsHandshakeCallbackOptions
                        {
                            // Asked for at each connection: it is renewed while the control room runs.
                            OnConnection = _ => new(new SslServerAuthenticationOptions
                            {
                                ServerCertificateContext = certificate!.Context(),
                                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                            }),
                        });
                }
            }
        });
        return certificate;
    }
}

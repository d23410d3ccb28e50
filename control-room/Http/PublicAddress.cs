using System.Net;
using System.Net.Sockets;

namespace Solutions.Edge.ControlRoom.Http;

/// <summary>Connections to addresses of the internet only: a name that leads into the network of the control room would have it ask there.</summary>
internal static class PublicAddress
{
    /// <summary>Beside loopback and link-local: this network, private (RFC 1918), shared (RFC 6598), protocol and benchmark (RFC 6890), multicast and what is
    /// reserved; of IPv6 what is not global unicast (RFC 4291), and documentation.</summary>
    private static readonly IPNetwork[] Others =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "2001:db8::/32",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3"), SixToFour = IPNetwork.Parse("2002::/16");

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Others.Any(o => o.Contains(plain))
            && (plain.AddressFamily == AddressFamily.InterNetwork || (GlobalUnicast.Contains(plain) && !SixToFour.Contains(plain)));
    }

    /// <summary>For clients that ask an address of the settings: no proxy and no redirect, which would lead where the address was not looked at.</summary>
    /// <param name="allowsPrivate">True: it may lead to this machine or into a private network.</param>
    /// <param name="setting">The setting that allows it, for the sentence.</param>
    public static SocketsHttpHandler Handler(bool allowsPrivate, string setting) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = (connect, cancellationToken) => ConnectAsync(connect.DnsEndPoint, allowsPrivate, setting, cancellationToken),
    };

    /// <summary>Connects to what the name leads to now: what was looked at is what is connected to.</summary>
    /// <exception cref="HttpRequestException">The name leads to none that may be asked.</exception>
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool allowsPrivate, string setting, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, cancellationToken);
        var allowed = Array.FindAll(found, a => allowsPrivate || IsPublic(a));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{to.Host} leads to {string.Join(", ", found.Select(a => a.ToString()))}, which is not on the internet; "
                + $"{setting}=true allows it");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

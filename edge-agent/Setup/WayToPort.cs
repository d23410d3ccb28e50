using System.Net;
using System.Net.Sockets;

namespace Solutions.Edge.Agent.Setup;

/// <summary>A port that is not reached.</summary>
/// <param name="Stage"><c>name</c> or <c>connection</c>.</param>
/// <param name="Words">What is wrong.</param>
/// <param name="Cause">Its likely cause.</param>
/// <param name="Cure">What to do, as a phrase without its full stop.</param>
/// <param name="Inner">What the system said.</param>
internal sealed record PortFault(string Stage, string Words, string Cause, string Cure, Exception Inner);

/// <summary>Whether a port can be reached at all: first the machine's name, then a connection.</summary>
internal static class WayToPort
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="host">A name or an address, one of IPv6 in brackets.</param>
    /// <param name="port">Its TCP port.</param>
    /// <param name="server">What should listen there, such as "the broker".</param>
    /// <param name="otherwise">What to do about a name that is not known, if it is not the DNS server.</param>
    /// <param name="stopping">Gives up.</param>
    /// <returns>Null = it is reached.</returns>
    public static async Task<PortFault?> FindFaultAsync(string host, int port, string server, string otherwise, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host.Trim('[', ']'), limit.Token);
            return await ConnectAsync(addresses, $"{host}:{port}", port, server, limit.Token);
        }
        catch (SocketException e)
        {
            return new("name", $"the name '{host}' is not known here", e.Message, $"check this device's DNS server, or {otherwise}", e);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            return NoWay($"{host}:{port}", port, FormattableString.Invariant($"no answer within {Patience.TotalSeconds} s"), e);
        }
    }

    private static async Task<PortFault?> ConnectAsync(IPAddress[] addresses, string at, int port, string server, CancellationToken stopping)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(addresses, port, stopping);
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return new("connection", $"{at} refuses the connection", "nothing listens there, or a firewall rejects it",
                $"start {server}, or open TCP port {port} of its machine for this device", e);
        }
        catch (SocketException e)
        {
            return NoWay(at, port, e.Message, e);
        }
    }

    private static PortFault NoWay(string at, int port, string cause, Exception e) => new("connection", $"there is no way to {at}", cause,
        $"check cable, SIM or Wi-Fi, the gateway, and firewalls that drop TCP port {port}", e);
}

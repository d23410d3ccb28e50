using System.Net;
using System.Net.Sockets;

namespace Solutions.Edge.Tests.Support;

public static class FreePort
{
    /// <summary>Below those from which the system takes one for every outgoing connection:
    /// a server that is killed and started again finds its own free.</summary>
    private const int First = 20_000, Count = 12_000;

    private static int next = Random.Shared.Next(Count);

    /// <summary>Ports on loopback that nobody listens on now, all different.</summary>
    public static int[] Take(int count) => [.. Ports().Where(IsFree).Take(count)];

    /// <summary>Whether somebody listens there by now.</summary>
    public static async Task<bool> IsTakenAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IEnumerable<int> Ports()
    {
        while (true)
            yield return First + (int)((uint)Interlocked.Increment(ref next) % Count);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

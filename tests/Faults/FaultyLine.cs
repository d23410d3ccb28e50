using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Solutions.Edge.Faults;

/// <summary>A TCP line to a port of this machine that can be cut in three ways.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Connection> connections = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile Cut cut;

    private FaultyLine(int target)
    {
        this.target = target;
        listener.Start();
        accepting = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static FaultyLine To(int port) => new(port);

    /// <summary>From now on in this way; connections that were cut before stay cut.</summary>
    public void Turn(Cut way)
    {
        cut = way;
        foreach (var connection in connections)
            connection.Turn(way);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        Turn(Cut.Resets);
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var connection = new Connection(await listener.AcceptSocketAsync(stopping.Token));
            connections.Enqueue(connection);
            connection.Turn(cut);
            _ = connection.PassAsync(target);
        }
    }

    /// <summary>One client and, once something may pass, its way on.</summary>
    private sealed class Connection(Socket client) : IDisposable
    {
        private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private volatile Cut cut;

        public void Turn(Cut way)
        {
            // What a line has swallowed is missing in the stream: only a new connection helps.
            if (cut == Cut.None)
                cut = way;
            if (way != Cut.Resets)
                return;
            try
            {
                client.LingerState = new(enable: true, seconds: 0);
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself.
            }
            Dispose();
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }

        public async Task PassAsync(int target)
        {
            try
            {
                if (cut == Cut.None)
                    await server.ConnectAsync(IPAddress.Loopback, target);
                await Task.WhenAny(CopyAsync(client, server), cut == Cut.None ? CopyAsync(server, client)
                    : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // One of both ends is gone, and with it the other.
            }
            // An end that receives no FIN does not know that the other has gone.
            if (cut == Cut.Swallows)
                return;
            Dispose();
        }

        private async Task CopyAsync(Socket from, Socket to)
        {
            var buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                if (cut == Cut.None)
                    await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
    }
}

/// <summary>How a line is cut.</summary>
internal enum Cut
{
    /// <summary>It is not: everything passes.</summary>
    None,

    /// <summary>Connections are taken and stay, and nothing comes through: a firewall that has forgotten, a machine that hangs.</summary>
    Swallows,

    /// <summary>Every connection is reset.</summary>
    Resets,
}

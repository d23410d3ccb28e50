using System.Net;
using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>Takes TCP connections for the broker and bounds what each may cost: the library's own listener reads packets of up to 256 MB from
/// anybody.</summary>
internal sealed class BrokerListener(int port, Action<string> tooLong, TimeProvider time) : IMqttServerAdapter
{
    /// <summary>Connections at one time; one more is closed at once.</summary>
    private const int MostConnections = 20_000;

    /// <summary>Out of file descriptors, for example: they come back when others leave.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TcpListener listener = new(IPAddress.Loopback, port);
    private readonly CancellationTokenSource stopping = new();
    private int connections;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>The port it listens on, once started.</summary>
    public int Port { get; private set; }

    /// <exception cref="SocketException">The port is taken.</exception>
    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        listener.Start(backlog: 1000);
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(options, logger);
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
    }

    public void Dispose()
    {
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await listener.AcceptSocketAsync(stopping.Token), options, logger);
            }
            catch (SocketException) when (!stopping.IsCancellationRequested)
            {
                await Task.Delay(Pause, time);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, MqttServerOptions options, IMqttNetLogger logger)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            if (Interlocked.Increment(ref connections) > MostConnections)
                return;
            socket.NoDelay = true;
            var channel = new BoundedChannel(new MqttTcpChannel(stream, socket.LocalEndPoint, socket.RemoteEndPoint, null), tooLong);
            var formatter = new MqttPacketFormatterAdapter(new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax));
            using var line = new ClientLine(new MqttChannelAdapter(channel, formatter, logger) { AllowPacketFragmentation = false }, time);
            await ClientHandler!(line);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // It left before it was served.
        }
        finally
        {
            Interlocked.Decrement(ref connections);
        }
    }
}

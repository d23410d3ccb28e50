using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;
using MQTTnet.Server;

namespace Solutions.Edge.ControlRoom.Broker;

/// <summary>Takes TCP connections for the broker and bounds what each may cost: the library's own listener reads packets of up to 256 MB from
/// anybody.</summary>
/// <param name="at">Where it listens.</param>
/// <param name="tls">Null = plain.</param>
/// <param name="tooLong">Is given what a connection announced that was too long.</param>
/// <param name="noTls">Is given why a handshake failed.</param>
internal sealed class BrokerListener(IPEndPoint at, BrokerTls? tls, Action<string> tooLong, Action<string> noTls, TimeProvider time) : IMqttServerAdapter
{
    /// <summary>Connections at one time; one more is closed at once.</summary>
    private const int MostConnections = 20_000;

    /// <summary>Out of file descriptors, for example: they come back when others leave.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a client may take over its handshake.</summary>
    private static readonly TimeSpan HandshakeWithin = TimeSpan.FromSeconds(15);

    private readonly TcpListener listener = new(at);
    private readonly CancellationTokenSource stopping = new();
    private int connections;

    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    /// <summary>The port it listens on, once started.</summary>
    public int Port { get; private set; }

    /// <exception cref="SocketException">The port is taken.</exception>
    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        // Both families, where it is beyond loopback.
        if (at.Address.Equals(IPAddress.IPv6Any))
            listener.Server.DualMode = true;
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
            await using var sealedStream = tls is null ? null : await ShakeHandsAsync(stream, socket.RemoteEndPoint, tls);
            if (tls is not null && sealedStream is null)
                return;
            var channel = new BoundedChannel(new MqttTcpChannel((Stream?)sealedStream ?? stream, socket.LocalEndPoint, socket.RemoteEndPoint,
                sealedStream?.RemoteCertificate as X509Certificate2), tooLong);
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

    /// <returns>Null: there is none with this client.</returns>
    private async Task<SslStream?> ShakeHandsAsync(NetworkStream stream, EndPoint? client, BrokerTls tls)
    {
        var secured = new SslStream(stream);
        using var limit = new CancellationTokenSource(HandshakeWithin, time);
        try
        {
            await secured.AuthenticateAsServerAsync(tls.Options(), limit.Token);
            return secured;
        }
        catch (Exception e) when (e is AuthenticationException or OperationCanceledException or IOException)
        {
            if (e is not IOException)
                noTls($"{client}: {(e as AuthenticationException)?.Message ?? "it did not go on"}");
            await secured.DisposeAsync();
            return null;
        }
    }
}

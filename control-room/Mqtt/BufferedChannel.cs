using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Channel;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Implementations;

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>
/// The library's TCP connection, read and written in large pieces. By itself it asks the system for each packet three or four times, most of them for a
/// single byte, and writes each by itself; with thousands of devices that is a third of what the control room does, and wakes the broker as often.
/// </summary>
/// <remarks>
/// What is written leaves within <see cref="Gathering"/>; that it could not leave is reported to the next writer, and by the end of what is read.
/// While what was read cannot be taken no more is read: the library would keep it in memory without a limit, the broker knows one.
/// </remarks>
internal sealed class BufferedChannel : IMqttChannel
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(5);

    /// <summary>How long the last write may take on a line that carries nothing any more.</summary>
    private static readonly TimeSpan LastWriteWithin = TimeSpan.FromSeconds(1);

    private readonly IMqttChannel inner;
    private readonly Func<bool> isHeld;
    private readonly byte[] received = new byte[64 * 1024];
    private readonly Pipe leaving = new(new(minimumSegmentSize: 64 * 1024, useSynchronizationContext: false));
    private Task writing = Task.CompletedTask;
    private int from, until;
    private long readAt;

    /// <param name="inner">The library's.</param>
    /// <param name="isHeld">True: what was read waits, and no more is wanted.</param>
    public BufferedChannel(IMqttChannel inner, Func<bool> isHeld) => (this.inner, this.isHeld) = (inner, isHeld);

    public X509Certificate2 ClientCertificate => inner.ClientCertificate;

    public EndPoint RemoteEndPoint => inner.RemoteEndPoint;

    public EndPoint LocalEndPoint => inner.LocalEndPoint;

    public bool IsSecureConnection => inner.IsSecureConnection;

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await inner.ConnectAsync(cancellationToken);
        writing = WriteOutAsync();
    }

    /// <summary>What was written before still leaves: the last of it is the DISCONNECT.</summary>
    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        await leaving.Writer.CompleteAsync();
        await writing.WaitAsync(LastWriteWithin, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await inner.DisconnectAsync(cancellationToken);
    }

    /// <returns>How many bytes were read; 0 = the connection has ended.</returns>
    public Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        // What fits nowhere else goes straight where it is wanted.
        if (from == until && count >= received.Length)
            return inner.ReadAsync(buffer, offset, count, cancellationToken);
        return from == until ? ReadMoreAsync(buffer, offset, count, cancellationToken) : Task.FromResult(Take(buffer, offset, count));
    }

    /// <summary>Waits only while more than the pipe holds is unsent. The library writes one packet at a time.</summary>
    public async Task WriteAsync(ReadOnlySequence<byte> buffer, bool isEndOfPacket, CancellationToken cancellationToken)
    {
        foreach (var part in buffer)
            leaving.Writer.Write(part.Span);
        await leaving.Writer.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        leaving.Writer.Complete();
        inner.Dispose();
    }

    private async Task<int> ReadMoreAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        // From a crowd more comes at once: asked for each piece alone, the threads do little but fall asleep and wake.
        if (TimeProvider.System.GetElapsedTime(readAt) < Gathering)
            await Task.Delay(Gathering, TimeProvider.System, cancellationToken);
        while (isHeld())
            await Task.Delay(Gathering, TimeProvider.System, cancellationToken);
        (from, until) = (0, await inner.ReadAsync(received, 0, received.Length, cancellationToken));
        readAt = TimeProvider.System.GetTimestamp();
        return Take(buffer, offset, count);
    }

    private async Task WriteOutAsync()
    {
        try
        {
            for (var isLast = false; !isLast;)
            {
                leaving.Reader.AdvanceTo((await leaving.Reader.ReadAsync()).Buffer.Start);
                await Task.Delay(Gathering, TimeProvider.System);
                var gathered = await leaving.Reader.ReadAsync();
                if (!gathered.Buffer.IsEmpty)
                    await inner.WriteAsync(gathered.Buffer, isEndOfPacket: true, CancellationToken.None);
                leaving.Reader.AdvanceTo(gathered.Buffer.End);
                isLast = gathered.IsCompleted;
            }
        }
        catch (Exception e)
        {
            await leaving.Reader.CompleteAsync(e);
        }
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        var taken = Math.Min(count, until - from);
        received.AsSpan(from, taken).CopyTo(buffer.AsSpan(offset));
        from += taken;
        return taken;
    }

    /// <summary>Makes connections that are read so.</summary>
    /// <param name="isHeld">As theirs.</param>
    internal sealed class Factory(Func<bool> isHeld) : IMqttClientAdapterFactory
    {
        public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
            new MqttChannelAdapter(
                new BufferedChannel(new MqttTcpChannel(options), isHeld),
                new MqttPacketFormatterAdapter(options.ProtocolVersion, new MqttBufferWriter(options.WriterBufferSize, options.WriterBufferSizeMax)), logger)
            {
                AllowPacketFragmentation = options.AllowPacketFragmentation,
                PacketInspector = packetInspector,
            };
    }
}

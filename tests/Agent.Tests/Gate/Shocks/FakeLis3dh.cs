using System.Buffers.Binary;
using System.Device.I2c;
using System.Numerics;

namespace Solutions.Edge.Agent.Tests.Gate.Shocks;

/// <summary>A LIS3DH by its data sheet: what it is set to is what it does. It queues what it is given, at most 32.</summary>
internal sealed class FakeLis3dh : I2cDevice
{
    private const byte Control1 = 0x20, Control4 = 0x23, Control5 = 0x24, QueueControl = 0x2E;

    private readonly Lock access = new();
    private readonly byte[] registers = new byte[0x40];
    private readonly Queue<Vector3> queue = new();
    private bool overran;

    public FakeLis3dh() => Reset();

    public volatile bool Gone;

    public byte Identity { get; set; } = 0x33;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x18);

    /// <summary>It is set up as it must be.</summary>
    public bool IsSetUp
    {
        get
        {
            // 400 Hz with all axes in normal mode, block data update up to 16 g, a queue of the newest.
            lock (access)
                return (registers[Control1], registers[Control4], registers[Control5], registers[QueueControl]) == (0x77, 0xB0, 0x40, 0x80);
        }
    }

    /// <summary>How much of what it measured waits to be read.</summary>
    public int Queued
    {
        get
        {
            lock (access)
                return queue.Count;
        }
    }

    /// <summary>Samples that were read from it.</summary>
    public int Given { get; private set; }

    public I2cDevice Open() => this;

    /// <summary>As after its supply broke down.</summary>
    public void Reset()
    {
        lock (access)
        {
            Array.Clear(registers);
            registers[Control1] = 0x07;
            queue.Clear();
        }
    }

    /// <summary>It measures so many g on each axis.</summary>
    public void Measure(params ReadOnlySpan<Vector3> samples)
    {
        lock (access)
            foreach (var sample in samples)
            {
                if (!IsSetUp)
                    continue;
                if (queue.Count == 32)
                    queue.Dequeue();
                queue.Enqueue(sample);
                overran = queue.Count == 32;
            }
    }

    public override void Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Answer();
        lock (access)
        {
            var many = (buffer[0] & 0x80) != 0;
            for (var i = 1; i < buffer.Length; i++)
                registers[(buffer[0] & 0x3F) + (many ? i - 1 : 0)] = buffer[i];
            if (registers[QueueControl] == 0)
                queue.Clear();
        }
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Answer();
        lock (access)
            switch (writeBuffer[0])
            {
                case 0x0F:
                    readBuffer[0] = Identity;
                    break;
                case 0x2F:
                    readBuffer[0] = (byte)((overran ? 0x40 : 0) | (queue.Count == 0 ? 0x20 : Math.Min(queue.Count, 31)));
                    break;
                case 0x28 | 0x80:
                    for (var i = 0; i < readBuffer.Length; i += 6)
                        Encode(queue.Dequeue(), readBuffer[i..]);
                    overran = false;
                    Given += readBuffer.Length / 6;
                    break;
                default:
                    throw new NotSupportedException($"register 0x{writeBuffer[0]:X2}");
            }
    }

    private static void Encode(Vector3 g, Span<byte> bytes)
    {
        for (var axis = 0; axis < 3; axis++)
            // 48 mg a digit, ten bits at the top of sixteen.
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(axis * 2)..], (short)((int)Math.Round(g[axis] / 0.048) << 6));
    }

    private void Answer()
    {
        if (Gone)
            throw new IOException("Error 121 performing I2C data transfer.");
    }
}

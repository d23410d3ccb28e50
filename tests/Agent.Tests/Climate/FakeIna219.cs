using System.Buffers.Binary;
using System.Device.I2c;

namespace Solutions.Edge.Agent.Tests.Climate;

/// <summary>An INA219 by its register map: 16 bits each, high byte first.</summary>
internal sealed class FakeIna219 : I2cDevice
{
    private const byte Configuration = 0, Shunt = 1, BusVoltage = 2;

    private readonly Lock access = new();
    private readonly short[] registers = new short[6];
    private byte pointer;

    public FakeIna219() => registers[Configuration] = 0x399F;

    public volatile bool Gone;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x40);

    /// <summary>It measures so much: 4 mV a digit from bit 3 on, and 10 µV a digit.</summary>
    public void Measure(double volts, double shuntMillivolts)
    {
        lock (access)
            (registers[BusVoltage], registers[Shunt]) = ((short)((int)Math.Round(volts / 0.004) << 3 | 2), (short)Math.Round(shuntMillivolts * 100));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Answer();
        lock (access)
        {
            pointer = buffer[0];
            if (buffer.Length == 3)
                registers[pointer] = BinaryPrimitives.ReadInt16BigEndian(buffer[1..]);
        }
    }

    public override void Read(Span<byte> buffer)
    {
        Answer();
        lock (access)
            BinaryPrimitives.WriteInt16BigEndian(buffer, registers[pointer]);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    private void Answer()
    {
        if (Gone)
            throw new IOException("Error 121 performing I2C data transfer.");
    }
}

using System.Device.I2c;

namespace Solutions.Edge.Agent.Tests.Climate;

/// <summary>
/// A BME280 by its register map. Trim values and raw figures of temperature and pressure are the example of the data sheet (BST-BMP280, 3.12; the BME280
/// compensates both alike), those of humidity are made up. What it is not set up to measure it gives as 0x80000 and 0x8000, as after a reset.
/// </summary>
internal sealed class FakeBme280 : I2cDevice
{
    public const byte ControlHumidity = 0xF2, ControlMeasuring = 0xF4;

    private const byte Skipped = 0x80;

    private readonly Lock access = new();
    private readonly byte[] registers = new byte[0x100];
    private int pointer;

    public FakeBme280()
    {
        registers[0xD0] = 0x60;
        ushort[] trim = [27504, 26435, unchecked((ushort)-1000), 36477, unchecked((ushort)-10685), 3024, 2855, 140, unchecked((ushort)-7), 15500,
            unchecked((ushort)-14600), 6000];
        for (var i = 0; i < trim.Length; i++)
            BitConverter.TryWriteBytes(registers.AsSpan(0x88 + i * 2), trim[i]);
        // H1 75, H2 362, H3 0, H4 324, H5 50, H6 30: H4 and H5 share a byte.
        registers[0xA1] = 75;
        new byte[] { 362 & 0xFF, 362 >> 8, 0, 324 >> 4, 324 & 0xF | (50 & 0xF) << 4, 50 >> 4, 30 }.CopyTo(registers, 0xE1);
        Raw(0xF7, 415148 << 4);
        Raw(0xFA, 519888 << 4);
        (registers[0xFD], registers[0xFE]) = (30000 >> 8, 30000 & 0xFF);
    }

    public volatile bool Gone;

    /// <summary>Readings that fail from now on, each at its first byte.</summary>
    public volatile int Disturbed;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x76);

    public byte this[byte register]
    {
        get => registers[register];
        set => registers[register] = value;
    }

    /// <summary>As after its supply broke down.</summary>
    public void Reset()
    {
        lock (access)
            (registers[ControlHumidity], registers[ControlMeasuring]) = (0, 0);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Answer();
        lock (access)
        {
            pointer = buffer[0];
            for (var i = 1; i < buffer.Length; i++)
                registers[pointer] = buffer[i];
        }
    }

    public override void Read(Span<byte> buffer)
    {
        Answer();
        lock (access)
            for (var i = 0; i < buffer.Length; i++)
                buffer[i] = Register(pointer + i);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    private byte Register(int register) => register switch
    {
        >= 0xF7 and <= 0xF9 when (registers[ControlMeasuring] & 0x1C) == 0 => register == 0xF7 ? Skipped : (byte)0,
        >= 0xFA and <= 0xFC when (registers[ControlMeasuring] & 0xE0) == 0 => register == 0xFA ? Skipped : (byte)0,
        0xFD or 0xFE when (registers[ControlHumidity] & 0x07) == 0 => register == 0xFD ? Skipped : (byte)0,
        _ => registers[register],
    };

    private void Raw(int register, int figure) => (registers[register], registers[register + 1], registers[register + 2]) =
        ((byte)(figure >> 16), (byte)(figure >> 8), (byte)figure);

    private void Answer()
    {
        if (Gone)
            throw new IOException("Error 121 performing I2C data transfer.");
        if (Disturbed <= 0)
            return;
        Disturbed--;
        throw new IOException("Error 121 performing I2C data transfer.");
    }
}

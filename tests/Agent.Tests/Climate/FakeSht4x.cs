using System.Device.I2c;

namespace Solutions.Edge.Agent.Tests.Climate;

/// <summary>An SHT4x by its data sheet: after a command to measure it gives temperature and humidity, each of two bytes and their CRC.</summary>
/// <param name="answer">The six bytes.</param>
internal sealed class FakeSht4x(params byte[] answer) : I2cDevice
{
    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, 0x44);

    public List<byte> Commands { get; } = [];

    public override void Write(ReadOnlySpan<byte> buffer) => Commands.AddRange(buffer);

    public override void Read(Span<byte> buffer) => answer.AsSpan(0, buffer.Length).CopyTo(buffer);

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }
}

using System.Buffers.Binary;
using System.Device.I2c;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Climate;

/// <summary>
/// Reads an INA219 once. It measures by itself from the moment it has power, up to 32 V and 320 mV at its shunt: there is nothing to set up. Registers are
/// those of its data sheet; the package's class gives a current that flows back as one of 6.5 A and more, and over 16.4 V less than none.
/// </summary>
internal static class SupplyMeter
{
    private const byte Shunt = 1, Bus = 2;

    private const double VoltsPerShuntDigit = 1e-5, VoltsPerBusDigit = 0.004;

    /// <summary>The lowest bits of its voltage say that a conversion is over, or overflowed.</summary>
    private const int BusFlags = 3;

    /// <param name="supply">Its shunt.</param>
    /// <param name="open">Opens the bus.</param>
    /// <exception cref="I2cSensorException">The bus is not there, or nothing answers.</exception>
    public static SupplyReading Read(SupplyOptions supply, Func<I2cDevice> open) => I2cSensor.Read(supply.Name, "supply", supply.Bus, open, device =>
        new SupplyReading
        {
            Volts = Math.Round(((ushort)Register(device, Bus) >> BusFlags) * VoltsPerBusDigit, 3),
            Amps = Math.Round(Register(device, Shunt) * VoltsPerShuntDigit / supply.ShuntOhms, 3),
        });

    private static short Register(I2cDevice device, byte register)
    {
        Span<byte> word = stackalloc byte[2];
        device.WriteRead([register], word);
        return BinaryPrimitives.ReadInt16BigEndian(word);
    }
}

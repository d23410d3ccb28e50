using System.Device.I2c;

namespace Solutions.Edge.Agent.Climate;

/// <summary>Reads a sensor on an I2C bus once, and says what is wrong when it cannot be.</summary>
internal static class I2cSensor
{
    /// <param name="name">What it is called in a sentence.</param>
    /// <param name="part">Its key in the device's file.</param>
    /// <param name="bus">The bus.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="I2cSensorException">The bus is not there, or nothing answers.</exception>
    public static T Read<T>(string name, string part, int bus, Func<I2cDevice> open, Func<I2cDevice, T> read)
    {
        using var device = Open(name, open);
        try
        {
            return read(device);
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw new I2cSensorException($"{name} does not answer: {e.Message.TrimEnd('.')}; "
                + $"check its wiring, its supply and {part}.address (i2cdetect -y {bus} lists what answers)", e);
        }
    }

    private static I2cDevice Open(string name, Func<I2cDevice> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw new I2cSensorException($"the bus of {name} does not open: {e.Message.TrimEnd('.')}; "
                + "switch it on (dtparam=i2c_arm=on) and let the agent use it (group i2c)", e);
        }
    }

    private static bool IsOfTheBus(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
        or InvalidOperationException;
}

/// <summary>Nothing can be measured; the message names sensor and reason.</summary>
internal sealed class I2cSensorException(string message, Exception? inner = null) : Exception(message, inner);

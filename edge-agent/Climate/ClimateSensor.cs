using System.Device.I2c;
using Iot.Device.Bmxx80;
using Iot.Device.Sht4x;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Climate;

/// <summary>The air as it was measured once. Null = the sensor does not give it.</summary>
/// <param name="Temperature">In °C.</param>
/// <param name="Humidity">In %.</param>
/// <param name="Pressure">In hPa.</param>
internal readonly record struct Air(double? Temperature, double? Humidity, double? Pressure);

/// <summary>
/// Measures the air once. The sensor is set up anew for every reading: one whose supply broke down for a moment has forgotten how it was set up, answers all
/// the same, and would give figures that look right.
/// </summary>
internal static class ClimateSensor
{
    private const byte Identity = 0xD0, OfBme280 = 0x60;

    private const string Disturbed = "its line is disturbed or it is damaged: shorten its cable, then fit another";

    /// <param name="climate">Which sensor.</param>
    /// <param name="open">Opens the bus.</param>
    /// <exception cref="ClimateSensorException">The bus is not there, nothing answers, it is another chip, or what it gives cannot be.</exception>
    public static Air Read(ClimateOptions climate, Func<I2cDevice> open)
    {
        using var device = Open(climate, open);
        try
        {
            return Plausible(climate, climate.HasPressure ? Bme280(climate, device) : Sht4x(device));
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw new ClimateSensorException($"{climate.Name} does not answer: {e.Message.TrimEnd('.')}; "
                + $"check its wiring, its supply and climate.address (i2cdetect -y {climate.Bus} lists what answers)", e);
        }
    }

    private static I2cDevice Open(ClimateOptions climate, Func<I2cDevice> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (IsOfTheBus(e))
        {
            throw new ClimateSensorException($"the bus of {climate.Name} does not open: {e.Message.TrimEnd('.')}; "
                + "switch it on (dtparam=i2c_arm=on) and let the agent use it (group i2c)", e);
        }
    }

    private static Air Bme280(ClimateOptions climate, I2cDevice device)
    {
        device.WriteByte(Identity);
        if (device.ReadByte() is var found && found != OfBme280)
            throw new ClimateSensorException(
                $"{climate.Name} is no BME280: its id is 0x{found:X2}, not 0x60 (0x58 is a BMP280, sold as one, without humidity); fit a BME280");
        using var sensor = new Bme280(device);
        var read = sensor.Read();
        return new(read.Temperature?.DegreesCelsius, read.Humidity?.Percent, read.Pressure?.Hectopascals);
    }

    private static Air Sht4x(I2cDevice device)
    {
        using var sensor = new Sht4x(device);
        var (humidity, temperature) = sensor.ReadHumidityAndTemperature();
        return new(temperature?.DegreesCelsius, humidity?.Percent, null);
    }

    /// <summary>Within what the data sheets give for a sensor that works.</summary>
    private static Air Plausible(ClimateOptions climate, Air air) => air switch
    {
        { Temperature: null } or { Humidity: null } => throw new ClimateSensorException($"{climate.Name} gives readings whose checksum is wrong; {Disturbed}"),
        { Temperature: < -40 or > 85 } or { Humidity: < 0 or > 100 } or { Pressure: < 300 or > 1100 } => throw new ClimateSensorException(
            FormattableString.Invariant($"{climate.Name} gives {air.Temperature:0.0} °C, {air.Humidity:0} %")
            + $"{(air.Pressure is { } hPa ? FormattableString.Invariant($", {hPa:0} hPa") : "")}, which cannot be; {Disturbed}"),
        _ => air,
    };

    private static bool IsOfTheBus(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
        or InvalidOperationException;
}

/// <summary>The air cannot be measured; the message names sensor and reason.</summary>
internal sealed class ClimateSensorException(string message, Exception? inner = null) : Exception(message, inner);

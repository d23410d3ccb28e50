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
    /// <exception cref="I2cSensorException">The bus is not there, nothing answers, it is another chip, or what it gives cannot be.</exception>
    public static Air Read(ClimateOptions climate, Func<I2cDevice> open) => I2cSensor.Read(climate.Name, "climate", climate.Bus, open,
        device => Plausible(climate, climate.HasPressure ? Bme280(climate, device) : Sht4x(device)));

    private static Air Bme280(ClimateOptions climate, I2cDevice device)
    {
        device.WriteByte(Identity);
        if (device.ReadByte() is var found && found != OfBme280)
            throw new I2cSensorException(
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
        { Temperature: null } or { Humidity: null } => throw new I2cSensorException($"{climate.Name} gives readings whose checksum is wrong; {Disturbed}"),
        { Temperature: < -40 or > 85 } or { Humidity: < 0 or > 100 } or { Pressure: < 300 or > 1100 } => throw new I2cSensorException(
            FormattableString.Invariant($"{climate.Name} gives {air.Temperature:0.0} °C, {air.Humidity:0} %")
            + $"{(air.Pressure is { } hPa ? FormattableString.Invariant($", {hPa:0} hPa") : "")}, which cannot be; {Disturbed}"),
        _ => air,
    };
}

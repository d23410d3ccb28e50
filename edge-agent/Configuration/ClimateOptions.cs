using System.Globalization;

namespace Solutions.Edge.Agent.Configuration;

/// <summary>A sensor of the air on an I2C bus.</summary>
internal sealed class ClimateOptions
{
    private const string Bme280 = "bme280", Sht4x = "sht4x";

    /// <summary>Which one: bme280 (temperature, humidity, pressure) or sht4x (temperature, humidity).</summary>
    public string? Source { get; set; }

    /// <summary>Number of the bus: 1 is that of a Pi's header, /dev/i2c-1.</summary>
    public int Bus { get; set; } = 1;

    /// <summary>Of a bme280 0x76 or 0x77, by the level of its pin SDO; of an sht4x 0x44, 0x45 or 0x46, by its type. Null = the first of them.</summary>
    public string? Address { get; set; }

    /// <summary>True: it gives air pressure too.</summary>
    internal bool HasPressure => Source == Bme280;

    /// <summary>What it is called in a sentence.</summary>
    internal string Name => $"the {(HasPressure ? "BME280" : "SHT4x")} at 0x{Number:x2} of I2C bus {Bus}";

    /// <summary><see cref="Address"/>, once checked.</summary>
    internal int Number => Address is null ? HasPressure ? 0x76 : 0x44 : int.Parse(Address.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public void Check()
    {
        if (Source is not (Bme280 or Sht4x))
            throw ConfigurationException.Of("climate.source", Source, "bme280 or sht4x");
        I2cBus.Check("climate.bus", Bus);
        if (Source == Bme280 && Address is not (null or "0x76" or "0x77"))
            throw ConfigurationException.Of("climate.address", Address, "0x76 (pin SDO at ground) or 0x77 (SDO at 3.3 V), because climate.source is 'bme280'");
        if (Source == Sht4x && Address is not (null or "0x44" or "0x45" or "0x46"))
            throw ConfigurationException.Of("climate.address", Address,
                "0x44, 0x45 or 0x46, by its type (SHT4x-A, -B or -C), because climate.source is 'sht4x'");
    }
}

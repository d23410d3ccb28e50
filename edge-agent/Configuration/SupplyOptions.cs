using System.Globalization;

namespace Solutions.Edge.Agent.Configuration;

/// <summary>A meter of the supply, an INA219 on an I2C bus.</summary>
internal sealed class SupplyOptions
{
    private const double LeastOhms = 0.001, MostOhms = 10, LeastVolts = 1, MostVolts = 32;

    private const int FirstAddress = 0x40, LastAddress = 0x4F;

    /// <summary>Number of the bus: 1 is that of a Pi's header, /dev/i2c-1.</summary>
    public int Bus { get; set; } = 1;

    /// <summary>0x40 to 0x4f, by its pins A0 and A1.</summary>
    public string Address { get; set; } = "0x40";

    /// <summary>Its shunt in ohms.</summary>
    public double ShuntOhms { get; set; } = 0.1;

    /// <summary>Under so many V the supply is low.</summary>
    public double? LowVolts { get; set; }

    /// <summary>What it is called in a sentence.</summary>
    internal string Name => $"the INA219 at 0x{Number:x2} of I2C bus {Bus}";

    /// <summary><see cref="Address"/>, once checked.</summary>
    internal int Number => Address.StartsWith("0x", StringComparison.Ordinal)
        && int.TryParse(Address.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public void Check()
    {
        I2cBus.Check("supply.bus", Bus);
        if (Number is < FirstAddress or > LastAddress)
            throw ConfigurationException.Of("supply.address", Address, "0x40 to 0x4f, by its pins A0 and A1");
        if (ShuntOhms is not (>= LeastOhms and <= MostOhms))
            throw ConfigurationException.Of("supply.shuntOhms", ShuntOhms, FormattableString.Invariant($"{LeastOhms} to {MostOhms} ohms"));
        if (LowVolts is not (>= LeastVolts and <= MostVolts))
            throw ConfigurationException.Of("supply.lowVolts", LowVolts,
                FormattableString.Invariant($"{LeastVolts} to {MostVolts} V, such as 11.5 of a 12 V lead battery"));
    }
}

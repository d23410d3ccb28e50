namespace Solutions.Edge.Agent.Configuration;

/// <summary>A gate's shock sensor, a LIS3DH on an I2C bus.</summary>
internal sealed class ShockOptions
{
    /// <summary>The least shock that stands out of the noise, in g.</summary>
    public const double FloorG = 0.3;

    private const double MostG = 16;

    /// <summary>Number of the bus: 1 is that of a Pi's header, /dev/i2c-1.</summary>
    public int Bus { get; set; } = 1;

    /// <summary>0x18 or 0x19, by the level of its pin SA0.</summary>
    public string Address { get; set; } = "0x18";

    /// <summary>A shock of so many g sends the gate's state at once; a weaker one goes with the next record.</summary>
    public double ReportG { get; set; } = 1;

    /// <summary><see cref="Address"/>, once checked.</summary>
    internal int Number => Address == "0x19" ? 0x19 : 0x18;

    public void Check()
    {
        I2cBus.Check("gate.shock.bus", Bus);
        if (Address is not ("0x18" or "0x19"))
            throw ConfigurationException.Of("gate.shock.address", Address, "0x18 (pin SA0 at ground) or 0x19 (SA0 at 3.3 V)");
        if (ReportG is not (>= FloorG and <= MostG))
            throw ConfigurationException.Of("gate.shock.reportG", ReportG, FormattableString.Invariant($"{FloorG} to {MostG} g"));
    }
}

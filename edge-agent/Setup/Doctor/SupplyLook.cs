using System.Device.I2c;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Reads the supply's meter once. The bus is shared: a running agent is not in the way.</summary>
internal static class SupplyLook
{
    private const string Part = "supply meter";

    /// <param name="supply">The meter; null = not fitted.</param>
    /// <param name="open">Opens the bus.</param>
    public static Finding Look(SupplyOptions? supply, Func<I2cDevice> open)
    {
        if (supply is null)
            return SensorJudgement.NotFitted(Part);
        try
        {
            var reading = SupplyMeter.Read(supply, open);
            var words = FormattableString.Invariant($"{supply.Name}: {reading.Volts:0.00} V, {reading.Amps:0.00} A");
            return reading.Volts >= supply.LowVolts ? new(Part, Colour.Green, words)
                : new(Part, Colour.Red, FormattableString.Invariant($"{words}; under {supply.LowVolts} V"),
                    "a battery that is empty or old, a charger that gives nothing, or a long thin cable", "measure at the battery, then at the device");
        }
        catch (I2cSensorException e)
        {
            return Finding.Of(Part, Colour.Red, e.Message, "check its wiring and supply");
        }
    }
}

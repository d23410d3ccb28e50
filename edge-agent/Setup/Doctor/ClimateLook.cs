using System.Device.I2c;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Measures the air once. The bus is shared: a running agent is not in the way.</summary>
internal static class ClimateLook
{
    private const string Part = "climate";

    /// <param name="climate">The sensor; null = not fitted.</param>
    /// <param name="open">Opens the bus.</param>
    public static Finding Look(ClimateOptions? climate, Func<I2cDevice> open)
    {
        if (climate is null)
            return SensorJudgement.NotFitted(Part);
        try
        {
            var air = ClimateSensor.Read(climate, open);
            return new(Part, Colour.Green, FormattableString.Invariant($"{climate.Name}: {air.Temperature:0.0} °C, {air.Humidity:0} %")
                + (air.Pressure is { } hPa ? FormattableString.Invariant($", {hPa:0} hPa") : ""));
        }
        catch (I2cSensorException e)
        {
            return Finding.Of(Part, Colour.Red, e.Message, "check its wiring and supply");
        }
    }
}

using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Agent.Tests.Climate;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

public class ClimateLookTests
{
    private static readonly ClimateOptions Fitted = new() { Source = "bme280" };

    [Fact]
    public void A_sensor_that_measures_is_green_with_its_figures()
    {
        using var device = new FakeBme280();
        Assert.Equal(new("climate", Colour.Green, "the BME280 at 0x76 of I2C bus 1: 25.1 °C, 51 %, 1007 hPa"), ClimateLook.Look(Fitted, () => device));
    }

    [Fact]
    public void A_sensor_that_does_not_answer_is_red_with_its_cure()
    {
        using var device = new FakeBme280
        {
            Gone = true,
        };
        Assert.Equal(new("climate", Colour.Red, "the BME280 at 0x76 of I2C bus 1 does not answer: Error 121 performing I2C data transfer", null,
            "check its wiring, its supply and climate.address (i2cdetect -y 1 lists what answers)"), ClimateLook.Look(Fitted, () => device));
    }

    [Fact]
    public void A_device_without_one_has_none() => Assert.Equal(Colour.NotFitted, ClimateLook.Look(null, () => throw new IOException()).Colour);
}

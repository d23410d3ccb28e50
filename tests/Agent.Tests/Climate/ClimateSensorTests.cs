using System.Device.I2c;
using Solutions.Edge.Agent.Climate;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Tests.Climate;

/// <summary>The package's classes against the figures of the data sheets.</summary>
public class ClimateSensorTests
{
    private static readonly ClimateOptions Bme280 = new() { Source = "bme280" }, Sht4x = new() { Source = "sht4x" };

    [Fact]
    public void A_bme280_gives_the_data_sheets_example()
    {
        using var device = new FakeBme280();
        var air = ClimateSensor.Read(Bme280, () => device);
        // 25.08 °C and 100653.27 Pa; humidity by the formula of BST-BME280, 8.1.
        Assert.Equal((25.08, 1006.53, 51.08), (Math.Round(air.Temperature!.Value, 2), Math.Round(air.Pressure!.Value, 2), Math.Round(air.Humidity!.Value, 2)));
    }

    [Fact]
    public void A_bme280_whose_supply_broke_down_is_set_up_again_and_gives_no_figures_of_a_measurement_that_was_not()
    {
        using var device = new FakeBme280();
        var before = ClimateSensor.Read(Bme280, () => device);
        device.Reset();
        Assert.Equal(before, ClimateSensor.Read(Bme280, () => device));
    }

    /// <summary>0xBEEF with its CRC 0x92 is the data sheet's example; 0x6666 is 0.4 of full scale: -45 + 0.4 x 175 and -6 + 0.4 x 125.</summary>
    [Fact]
    public void An_sht4x_gives_the_data_sheets_formula()
    {
        using var device = new FakeSht4x(0x66, 0x66, 0x93, 0x66, 0x66, 0x93);
        var air = ClimateSensor.Read(Sht4x, () => device);
        Assert.Equal((25, 44, null), (Math.Round(air.Temperature!.Value, 2), Math.Round(air.Humidity!.Value, 2), air.Pressure));
        // High repeatability.
        Assert.Equal(0xFD, device.Commands[^1]);
    }

    [Fact]
    public void An_sht4x_with_the_data_sheets_checksum_is_taken()
    {
        using var device = new FakeSht4x(0x66, 0x66, 0x93, 0xBE, 0xEF, 0x92);
        Assert.Equal(87.23, Math.Round(ClimateSensor.Read(Sht4x, () => device).Humidity!.Value, 2));
    }

    [Theory]
    [InlineData(0x92, 0x93)]
    [InlineData(0x93, 0x92)]
    public void A_wrong_checksum_is_no_reading(byte ofTemperature, byte ofHumidity)
    {
        using var device = new FakeSht4x(0x66, 0x66, ofTemperature, 0x66, 0x66, ofHumidity);
        Assert.Equal("the SHT4x at 0x44 of I2C bus 1 gives readings whose checksum is wrong; its line is disturbed or it is damaged: "
            + "shorten its cable, then fit another", Failure(Sht4x, () => device));
    }

    [Fact]
    public void A_sensor_that_does_not_answer_is_named_with_its_cure()
    {
        using var device = new FakeBme280
        {
            Gone = true,
        };
        Assert.Equal("the BME280 at 0x76 of I2C bus 1 does not answer: Error 121 performing I2C data transfer; "
            + "check its wiring, its supply and climate.address (i2cdetect -y 1 lists what answers)", Failure(Bme280, () => device));
    }

    [Fact]
    public void Another_chip_at_the_address_is_named()
    {
        using var device = new FakeBme280
        {
            [0xD0] = 0x58,
        };
        Assert.Equal("the BME280 at 0x76 of I2C bus 1 is no BME280: its id is 0x58, not 0x60 (0x58 is a BMP280, sold as one, without humidity); fit a BME280",
            Failure(Bme280, () => device));
    }

    [Fact]
    public void A_bus_that_is_not_there_is_named_with_its_cure() => Assert.Equal(
        "the bus of the BME280 at 0x76 of I2C bus 1 does not open: no such file; switch it on (dtparam=i2c_arm=on) and let the agent use it (group i2c)",
        Failure(Bme280, () => throw new IOException("no such file.")));

    [Fact]
    public void A_line_that_gives_ones_is_no_reading()
    {
        using var device = new FakeBme280();
        for (byte register = 0xF7; register < 0xFF; register++)
            device[register] = 0xFF;
        Assert.Contains("which cannot be; its line is disturbed", Failure(Bme280, () => device), StringComparison.Ordinal);
    }

    private static string Failure(ClimateOptions climate, Func<I2cDevice> open) =>
        Assert.Throws<I2cSensorException>(() => ClimateSensor.Read(climate, open)).Message;
}

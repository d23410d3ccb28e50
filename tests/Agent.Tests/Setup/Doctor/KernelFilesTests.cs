using Solutions.Edge.Agent.Setup.Doctor;
using Solutions.Edge.Tests.Support;

namespace Solutions.Edge.Agent.Tests.Setup.Doctor;

/// <summary>The kernel's files as a Pi has them, in a folder.</summary>
public sealed class KernelFilesTests : IDisposable
{
    private const string Firmware = "sys/devices/platform/soc/soc:firmware/get_throttled";

    private readonly TemporaryFolder folder = new();

    private KernelFiles Files => new(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_machine_that_states_nothing_is_not_known() =>
        Assert.Equal((null, null, null), (Files.Celsius, Files.Supply, Files.LifeTenths));

    [Fact]
    public void The_hottest_zone_counts()
    {
        Write("sys/class/thermal/thermal_zone0/temp", "48312\n");
        Write("sys/class/thermal/thermal_zone1/temp", "61500\n");
        Assert.Equal(61.5, Files.Celsius);
    }

    [Theory]
    [InlineData("0\n", "Good")]
    [InlineData("50000\n", "WasLow")]
    [InlineData("50005\n", "Low")]
    [InlineData("80008\n", "Good")]
    public void The_firmware_states_under_voltage_now_and_since_the_start(string bits, string supply)
    {
        Write(Firmware, bits);
        Assert.Equal(supply, Files.Supply.ToString());
    }

    [Theory]
    [InlineData("rpi_volt", "0", "Good")]
    [InlineData("rpi_volt", "1", "Low")]
    [InlineData("nct6775", "1", "")]
    public void Without_it_the_alarm_of_the_Pis_own_voltage_sensor_does(string name, string alarm, string supply)
    {
        Write("sys/class/hwmon/hwmon1/name", name + "\n");
        Write("sys/class/hwmon/hwmon1/in0_lcrit_alarm", alarm + "\n");
        Assert.Equal(supply, Files.Supply.ToString() ?? "");
    }

    [Theory]
    [InlineData("0x02 0x09\n", 9)]
    [InlineData("0x0b 0x01\n", 11)]
    [InlineData("0x00 0x00\n", null)]
    public void The_worse_of_an_eMMCs_two_kinds_of_memory_counts(string lifeTime, int? tenths)
    {
        Write("sys/block/mmcblk0/device/life_time", lifeTime);
        Assert.Equal(tenths, Files.LifeTenths);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

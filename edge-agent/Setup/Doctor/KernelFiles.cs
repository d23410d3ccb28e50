using System.Globalization;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>A supply's voltage.</summary>
internal enum Supply
{
    Good,

    /// <summary>It was too low since the machine started.</summary>
    WasLow,

    /// <summary>It is too low now.</summary>
    Low,
}

/// <summary>What the kernel states of this machine in its files. Null = it does not.</summary>
/// <param name="root">The folder above <c>sys</c>.</param>
internal sealed class KernelFiles(string root = "/")
{
    /// <summary>Of the firmware's answer: under-voltage now, and since the start.</summary>
    private const int UnderVoltage = 1, UnderVoltageSeen = 1 << 16;

    /// <summary>The hottest place that is measured, in °C.</summary>
    public double? Celsius => Folders("sys/class/thermal", "thermal_zone*").Select(z => Number(Path.Combine(z, "temp"))).Max() / 1000.0;

    /// <summary>Of a Pi: by its firmware, else by the alarm of its voltage sensor.</summary>
    public Supply? Supply
    {
        get
        {
            if (Text(Path.Combine(root, "sys/devices/platform/soc/soc:firmware/get_throttled")) is { } text && Hexadecimal(text) is { } bits)
                return (bits & UnderVoltage) != 0 ? Doctor.Supply.Low : (bits & UnderVoltageSeen) != 0 ? Doctor.Supply.WasLow : Doctor.Supply.Good;
            var sensors = Folders("sys/class/hwmon", "hwmon*").Where(h => Text(Path.Combine(h, "name")) == "rpi_volt");
            return sensors.Select(h => Number(Path.Combine(h, "in0_lcrit_alarm"))).Max() switch
            {
                null => null,
                0 => Doctor.Supply.Good,
                _ => Doctor.Supply.Low,
            };
        }
    }

    /// <summary>How much of an eMMC's life is used, in tenths, rounded up; 11 = more than it was made for. Cards of the SD kind do not say.</summary>
    public int? LifeTenths
    {
        get
        {
            var used = Folders("sys/block", "mmcblk*").Select(c => Text(Path.Combine(c, "device/life_time"))).OfType<string>()
                .SelectMany(t => t.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(w => Hexadecimal(w.Replace("0x", "", StringComparison.Ordinal)) ?? 0).DefaultIfEmpty().Max();
            return used == 0 ? null : used;
        }
    }

    private static int? Number(string path) => int.TryParse(Text(path), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Hexadecimal(string text) =>
        int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string[] Folders(string within, string pattern)
    {
        try
        {
            return Directory.GetDirectories(Path.Combine(root, within), pattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

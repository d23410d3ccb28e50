using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>Lines by libgpiod. A callback only reports that a line changed: bursts of edges come as one, so levels are read, never edges counted.</summary>
internal sealed class GpioLines : IGateLines
{
    /// <summary>Of the chips behind a Pi's 40-pin header: up to the Pi 3, the Pi 4, the Pi 5.</summary>
    private static readonly string[] HeaderLabels = ["pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1"];

    private readonly GpioController controller;
    private readonly Dictionary<string, (int Number, PinValue Active)> lines = [];

    private GpioLines(GpioController controller) => this.controller = controller;

    /// <param name="gate">Its chip and lines.</param>
    /// <param name="changed">Called with a line's name, on a thread of the driver's. Must not throw, or all events end.</param>
    /// <exception cref="GateLinesException">The chip is not there, or a line cannot be had.</exception>
    public static GpioLines Open(GateOptions gate, Action<string> changed) =>
        Open(gate.Chip, "gate.chip", gate.Lines!.Fitted.Select(l => (l.Name, $"gate.lines.{l.Name}", l.Line)), changed);

    /// <param name="power">Chip and line of a UPS.</param>
    /// <exception cref="GateLinesException">The chip is not there, or the line cannot be had.</exception>
    public static GpioLines Open(PowerOptions power) =>
        Open(power.Chip, "power.chip", [(PowerOptions.Key, PowerOptions.Key, power.Input)], _ => { });

    private static GpioLines Open(
        string? chip, string chipKey, IEnumerable<(string Name, string Key, LineOptions Line)> lines, Action<string> changed)
    {
        var opened = new GpioLines(new(Driver(chip, chipKey)));
        try
        {
            foreach (var (name, key, line) in lines)
                opened.Add(name, key, line, changed);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public bool IsActive(string line)
    {
        var (number, active) = lines[line];
        return Do(() => controller.Read(number) == active, $"line {number} ({line}) cannot be read");
    }

    public void Dispose()
    {
        try
        {
            controller.Dispose();
        }
        catch (Exception e) when (IsOfTheChip(e))
        {
            // Of a chip that is gone nothing is left to give back.
        }
    }

    /// <param name="label">The chip's; null = that of a Pi's header.</param>
    /// <param name="key">Where it stands in the device's file.</param>
    /// <exception cref="GateLinesException">There is no such chip.</exception>
    public static GpioDriver Driver(string? label, string key)
    {
        var (version, chips, driver) = Library();
        var chip = label is null ? chips.FirstOrDefault(c => HeaderLabels.Contains(c.Label)) : chips.FirstOrDefault(c => c.Label == label);
        if (chip is null)
            throw new GateLinesException($"there is no GPIO chip {(label is null ? "of a Pi's header" : $"'{label}'")} (libgpiod {version}): "
                + (chips.Count == 0 ? "this machine has none that this user may open"
                    : $"{key} must be one of {string.Join(", ", chips.Select(c => $"'{c.Label}'"))}"));
        return Do(() => driver(chip), $"the GPIO chip '{chip.Label}' does not open");
    }

    /// <summary>Debian 12 has libgpiod 1 (libgpiod.so.2), Debian 13 has 2 (libgpiod.so.3).</summary>
    private static (int Version, IReadOnlyList<GpioChipInfo> Chips, Func<GpioChipInfo, GpioDriver> Driver) Library()
    {
        try
        {
            return (1, [.. LibGpiodDriver.GetAvailableChips()], chip => new LibGpiodDriver(chip));
        }
        catch (Exception e) when (e is DllNotFoundException or PlatformNotSupportedException)
        {
        }
        try
        {
            return (2, [.. LibGpiodV2Driver.GetAvailableChips()], chip => new LibGpiodV2Driver(chip));
        }
        catch (Exception e) when (e is DllNotFoundException or PlatformNotSupportedException)
        {
            throw new GateLinesException("libgpiod is missing; install Debian's package libgpiod2 (libgpiod3 on Debian 13)", e);
        }
    }

    /// <exception cref="GateLinesException">The kernel refuses.</exception>
    public static T Do<T>(Func<T> act, string what, bool isHeld = false)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (IsOfTheChip(e))
        {
            throw new GateLinesException($"{what}: {e.Message}", e) { IsHeld = isHeld };
        }
    }

    /// <summary>What the library throws where the kernel refuses; it has no type of its own for it.</summary>
    public static bool IsOfTheChip(Exception e) => e is IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException
        or NotSupportedException or ObjectDisposedException || e.GetType().Namespace?.StartsWith("System.Device.Gpio", StringComparison.Ordinal) == true;

    private void Add(string name, string key, LineOptions line, Action<string> changed)
    {
        var number = line.Line!.Value;
        Do(() =>
        {
            controller.OpenPin(number, line.Pull switch { "up" => PinMode.InputPullUp, "down" => PinMode.InputPullDown, _ => PinMode.Input });
            controller.RegisterCallbackForPinValueChangedEvent(number, PinEventTypes.Rising | PinEventTypes.Falling, (_, _) => changed(name));
            return true;
        }, $"line {number} ({key}) cannot be had; another program may hold it (gpioinfo names it)", isHeld: true);
        lines.Add(name, (number, line.Active == "high" ? PinValue.High : PinValue.Low));
    }
}

using System.Device.Gpio;
using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Heartbeat.Lamp;

/// <summary>A lamp on a line of a GPIO chip, dark once it is let go.</summary>
internal sealed class GpioLamp : ILamp
{
    private readonly GpioController controller;
    private readonly int line;
    private readonly bool isLitHigh;

    private GpioLamp(GpioController controller, LampOptions lamp) =>
        (this.controller, line, isLitHigh) = (controller, lamp.Line!.Value, lamp.Active == "high");

    /// <exception cref="GateLinesException">The chip is not there, or the line cannot be had.</exception>
    public static GpioLamp Open(LampOptions lamp)
    {
        var opened = new GpioLamp(new(GpioLines.Driver(lamp.Chip, "lamp.chip")), lamp);
        try
        {
            GpioLines.Do(() => opened.controller.OpenPin(opened.line, PinMode.Output, opened.Level(false)),
                $"line {lamp.Line} (lamp) cannot be had; another program may hold it (gpioinfo names it)", isHeld: true);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public void Light(bool isLit) => GpioLines.Do(() =>
    {
        controller.Write(line, Level(isLit));
        return true;
    }, $"line {line} (lamp) cannot be set");

    public void Dispose()
    {
        try
        {
            if (controller.IsPinOpen(line))
                controller.Write(line, Level(false));
            controller.Dispose();
        }
        catch (Exception e) when (GpioLines.IsOfTheChip(e))
        {
            // Of a chip that is gone nothing is left to give back.
        }
    }

    private PinValue Level(bool isLit) => isLit == isLitHigh ? PinValue.High : PinValue.Low;
}

using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;
using Solutions.Edge.Agent.Heartbeat.Lamp;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Lights the status lamp once, if the running agent does not have it.</summary>
internal static class LampLook
{
    private const string Part = "lamp";

    /// <param name="lamp">The lamp; null = not fitted.</param>
    /// <param name="open">Opens its line.</param>
    /// <param name="agentRuns">True: the agent may have it.</param>
    public static Finding Look(LampOptions? lamp, Func<ILamp> open, bool agentRuns)
    {
        if (lamp is null)
            return SensorJudgement.NotFitted(Part);
        try
        {
            using var opened = open();
            opened.Light(true);
            return new(Part, Colour.Green, $"line {lamp.Line} was set {lamp.Active}; the lamp flashed if it is wired");
        }
        catch (GateLinesException e)
        {
            return e.IsHeld && agentRuns ? new(Part, Colour.Green, "the running agent has it: steady is right, slow is not connected, fast is a fault")
                : Finding.Of(Part, Colour.Red, e.Message, "gpiodetect lists the chips, gpioinfo their lines; this user must be of the group gpio");
        }
    }
}

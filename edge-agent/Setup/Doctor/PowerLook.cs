using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Reads the line of a UPS once.</summary>
internal static class PowerLook
{
    public const string Part = "power";

    /// <summary>The cure of a line that cannot be had.</summary>
    public const string Chips = "gpiodetect lists the chips, gpioinfo their lines; this user must be of the group gpio";

    /// <param name="power">Its chip and line; null = not fitted.</param>
    /// <param name="open">Opens them.</param>
    /// <param name="agentRuns">True: the agent may have the line.</param>
    public static Finding Look(PowerOptions? power, Func<IGateLines> open, bool agentRuns)
    {
        if (power is null)
            return SensorJudgement.NotFitted(Part);
        try
        {
            using var lines = open();
            return Judge(power, lines.IsActive(PowerOptions.Key));
        }
        catch (GateLinesException e)
        {
            return e.IsHeld && agentRuns ? SensorJudgement.InUse(Part) : Finding.Of(Part, Colour.Red, e.Message, Chips);
        }
    }

    public static Finding Judge(PowerOptions power, bool onMains)
    {
        var level = $"line {power.Line} reads {(onMains == (power.Active == "high") ? "high" : "low")}";
        return onMains ? new(Part, Colour.Green, $"on mains, {level}")
            : new(Part, Colour.Amber, $"on battery, {level}", "the mains is gone, a wire is off, or line, pull or active is another",
                "is the mains there? If so, see the wire to the UPS and power.line");
    }
}

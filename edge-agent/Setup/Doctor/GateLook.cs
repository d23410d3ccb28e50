using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Lines;

namespace Solutions.Edge.Agent.Setup.Doctor;

/// <summary>Reads every line of a gate once.</summary>
internal static class GateLook
{
    /// <param name="lines">What is wired.</param>
    /// <param name="open">Opens the chip's lines.</param>
    /// <param name="agentRuns">True: the agent may have them.</param>
    public static IReadOnlyList<Finding> Look(GateLinesOptions lines, Func<IGateLines> open, bool agentRuns)
    {
        try
        {
            using var opened = open();
            return [.. lines.Fitted.Select(l => SensorJudgement.Judge(l.Name, l.Line, opened.IsActive(l.Name)))];
        }
        catch (GateLinesException e)
        {
            return [e.IsHeld && agentRuns ? SensorJudgement.InUse(SensorJudgement.Gate) : SensorJudgement.Failed(SensorJudgement.Gate, e.Message)];
        }
    }
}

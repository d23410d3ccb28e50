namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>One sensor has one reader.</summary>
internal static class SensorsInUse
{
    public const string FreeIt = "if the agent runs, stop it: systemctl stop solutions-agent, then walk-test, then systemctl start solutions-agent";
}

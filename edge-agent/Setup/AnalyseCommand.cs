using System.CommandLine;

namespace Solutions.Edge.Agent.Setup;

/// <summary><c>solutions-agent analyse</c>: what the agent makes of a recording, as numbers for a script.</summary>
internal static class AnalyseCommand
{
    public static Command Create() => new("analyse", "Measures a recording and prints what the agent makes of it")
    {
        AnalyseAudio.Create(), AnalyseVideo.Create(),
    };
}

namespace Solutions.Edge.Agent.Setup;

/// <summary>CPU time of this process by stage of the work.</summary>
internal sealed class StageTimes
{
    private readonly Dictionary<string, TimeSpan> stages = [];
    private TimeSpan before;

    /// <summary>By stage, in the order they first ended.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Stages => stages;

    public TimeSpan Total { get; private set; }

    /// <summary>What went before is nobody's.</summary>
    public void Start() => before = Environment.CpuUsage.TotalTime;

    /// <summary>The stage ends here, and the next begins.</summary>
    public void End(string stage)
    {
        var now = Environment.CpuUsage.TotalTime;
        stages[stage] = stages.GetValueOrDefault(stage) + (now - before);
        Total += now - before;
        before = now;
    }
}

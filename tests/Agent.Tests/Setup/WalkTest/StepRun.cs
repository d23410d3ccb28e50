using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Setup.WalkTest;

namespace Solutions.Edge.Agent.Tests.Setup.WalkTest;

/// <summary>A step, and signals at seconds from its beginning; between them the step is asked every 50 ms, as the walk does.</summary>
internal sealed class StepRun
{
    private static readonly DateTimeOffset Start = new(2026, 11, 29, 14, 0, 0, TimeSpan.Zero);

    private readonly WalkStep step;
    private DateTimeOffset now = Start;

    /// <param name="name">Of the plan.</param>
    /// <param name="levels">Lines that are active at the beginning, and those that are not with a minus before them.</param>
    public StepRun(string name, params string[] levels)
        : this(name, isHome: false, levels)
    {
    }

    public StepRun(string name, bool isHome, params string[] levels)
    {
        step = WalkPlan.Of(Device, TimeSpan.FromSeconds(60), 94, [name], null, isHome)[0].Step!;
        step.Begin(Start, levels.ToDictionary(l => l.TrimStart('-'), l => l[0] != '-'));
    }

    public static AgentOptions Device => new()
    {
        Sound = new() { Source = SensorSource.Microphone, Device = "hw:0" },
        Camera = new() { Source = SensorSource.V4l2, Path = "/dev/video0" },
        Gate = new()
        {
            Source = SensorSource.Gpio,
            Lines = new()
            {
                Contact = new() { Line = 17 },
                Bolt = new() { Line = 27 },
                Enclosure = new() { Line = 22 },
                Button = new() { Line = 23 },
            },
            Shock = new(),
        },
    };

    public StepEnd? End { get; private set; }

    public string Answer => step.Answer;

    public StepRun At(double seconds, Func<DateTimeOffset, Signal> signal)
    {
        Until(seconds);
        step.See(signal(now));
        return this;
    }

    public StepRun Line(double seconds, string line, bool active) => At(seconds, at => new LineSignal(at, line, active));

    public StepRun Shock(double seconds, double g) => At(seconds, at => new ShockSignal(at, g));

    public StepRun Until(double seconds)
    {
        for (var until = Start.AddSeconds(seconds); End is null && now < until; now = now.AddMilliseconds(50))
            End = step.End(now);
        now = Start.AddSeconds(seconds);
        return this;
    }
}

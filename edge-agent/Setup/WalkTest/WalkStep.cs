using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>
/// One step of a walk: an instruction, its live answer, and when it ends. Pure: what sensors give and what time it is come from outside.
/// </summary>
/// <param name="name">As in the sheet.</param>
/// <param name="instruction">What to do, on a telephone's width.</param>
/// <param name="longest">After so long it ends amber.</param>
/// <param name="watches">What it needs.</param>
internal abstract class WalkStep(string name, string instruction, TimeSpan longest, params IReadOnlyList<Sensor> watches)
{
    /// <summary>A sensor that is gone is waited for so long: it may come back.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(3);

    private readonly Dictionary<Sensor, (string Words, DateTimeOffset Since)> faults = [];

    public string Name => name;

    public string Instruction => instruction;

    public IReadOnlyList<Sensor> Watches => watches;

    /// <summary>What is seen of it now.</summary>
    public string Answer => faults.Count > 0 ? faults.Values.First().Words : Seen;

    /// <summary>The same, of sensors that work.</summary>
    protected abstract string Seen { get; }

    protected DateTimeOffset Begun { get; private set; }

    /// <param name="at">When.</param>
    /// <param name="levels">Of the gate's lines, as far as they are known.</param>
    public void Begin(DateTimeOffset at, IReadOnlyDictionary<string, bool> levels)
    {
        Begun = at;
        Start(levels);
    }

    public void See(Signal signal)
    {
        if (signal is not FaultSignal fault)
            Take(signal);
        else if (fault.Words is null)
            faults.Remove(fault.Sensor);
        else if (watches.Contains(fault.Sensor))
            faults[fault.Sensor] = (fault.Words, faults.TryGetValue(fault.Sensor, out var known) ? known.Since : fault.At);
    }

    /// <returns>Null = it goes on.</returns>
    public StepEnd? End(DateTimeOffset now) => Judge(now)
        ?? (faults.Values.Where(f => now - f.Since >= Gone).Select(f => f.Words).FirstOrDefault() is { } fault ? Dead(fault)
            : now - Begun < longest ? null
            : faults.Count > 0 ? Dead(faults.Values.First().Words)
            : Amber(FormattableString.Invariant($"after {longest.TotalSeconds:0} s: {Late()}")));

    /// <summary>The engineer goes on without it.</summary>
    public StepEnd Leave(string reason) => Amber(reason);

    protected abstract void Start(IReadOnlyDictionary<string, bool> levels);

    protected abstract void Take(Signal signal);

    /// <returns>Null = it goes on.</returns>
    protected abstract StepEnd? Judge(DateTimeOffset now);

    /// <summary>What did not come, its likely cause and its cure.</summary>
    protected abstract string Late();

    /// <summary>What was measured so far.</summary>
    protected virtual (IReadOnlyList<double> Values, string? Unit) Measured => ([], null);

    protected StepEnd Green(string words) => new(StepResult.Green, words, null, Measured.Values, Measured.Unit);

    private static StepEnd Dead(string fault) => new(StepResult.Amber, "", fault);

    protected StepEnd Amber(string reason) => new(StepResult.Amber, Seen, reason, Measured.Values, Measured.Unit);
}

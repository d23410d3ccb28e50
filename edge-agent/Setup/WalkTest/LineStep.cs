using Solutions.Edge.Agent.Configuration;

namespace Solutions.Edge.Agent.Setup.WalkTest;

/// <summary>A switch is moved by hand, and its line must go through certain levels and stand at the last one.</summary>
/// <param name="name">As in the sheet.</param>
/// <param name="instruction">What to do.</param>
/// <param name="longest">After so long it ends amber.</param>
/// <param name="line">Its name in the device's file.</param>
/// <param name="path">Levels to go through in this order; true = active.</param>
/// <param name="stands">How long the last one must stand.</param>
/// <param name="fitted">Every line of the gate.</param>
internal sealed class LineStep(
    string name, string instruction, TimeSpan longest, string line, IReadOnlyList<bool> path, TimeSpan stands, GateLinesOptions fitted)
    : WalkStep(name, instruction, longest, Sensor.Gate)
{
    /// <summary>No hand moves a switch so often in so long.</summary>
    private const int ManyChanges = 5;

    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(2);

    private readonly List<LineSignal> seen = [];
    private readonly Dictionary<string, bool> levels = [];
    private readonly List<LineSignal> others = [];
    private int edges;
    private bool? boltAtStart;

    protected override string Seen => (seen.Count == 0 ? $"{line} not read yet" : $"{line} {LineWords.Level(line, seen[^1].Active)}")
        + (seen.Count <= 1 && others.Count > 0 ? $"; {others[^1].Line} moved" : "");

    /// <summary>The other one of the two that are mistaken for each other.</summary>
    private string Twin => line == "contact" ? "bolt" : "contact";

    protected override void Start(IReadOnlyDictionary<string, bool> now)
    {
        foreach (var (known, level) in now)
            Take(new LineSignal(Begun, known, level));
    }

    protected override void Take(Signal signal)
    {
        if (signal is ChatterSignal chatter && chatter.Line == line)
            edges = Math.Max(edges, chatter.Edges);
        // A level that is known is repeated when the chip is opened again.
        if (signal is not LineSignal change || (levels.TryGetValue(change.Line, out var known) && known == change.Active))
            return;
        var isFirst = levels.TryAdd(change.Line, change.Active);
        levels[change.Line] = change.Active;
        if (change.Line == "bolt" && isFirst)
            boltAtStart = change.Active;
        if (change.Line == line)
            seen.Add(change);
        else if (!isFirst)
            others.Add(change);
    }

    protected override StepEnd? Judge(DateTimeOffset now)
    {
        if (edges > 0 || IsHurried())
            return Amber($"{Its(line)} chatters, {(edges > 0 ? $"{edges} changes within 1 s" : $"{ManyChanges} changes within {Hurry.Seconds} s")}: "
                + "a loose wire, or a magnet at the end of its reach; fasten it, or move the magnet nearer");
        if (!Passes(path) || seen[^1].Active != path[^1] || now - seen[^1].At < stands)
            return null;
        // A bolt that is thrown keeps the gate shut: what moved first is the bolt.
        if (IsOpening && boltAtStart == true)
            return others.Find(o => o.Line == "bolt") is not { } bolt
                ? Amber($"it opened, and {Its("bolt")} reads thrown all along: "
                    + $"set gate.lines.bolt.active to {OtherLevel("bolt")} if it was withdrawn; see its switch and its wire")
                : seen[1].At < bolt.At ? Amber(Swapped()) : Green(Ended);
        return Green(Ended);
    }

    protected override string Late()
    {
        if (seen.Count == 0)
            return $"{Its(line)} was not read; see its wiring";
        if (seen.Count > 1)
            return Passes([.. path.Select(p => !p)]) ? $"{Its(line)} reads the other way round; set gate.lines.{line}.active to {OtherLevel(line)}"
                : $"{line} was not {LineWords.Level(line, path[^2])} and then {LineWords.Level(line, path[^1])}; do it once more, and see {Its(line)}";
        if (others.Exists(o => o.Line == Twin))
            return Swapped();
        if (others.Count > 0)
            return $"{Its(line)} never changed, and {Its(others[0].Line)} did: they are swapped; exchange their numbers in gate.lines";
        return $"{Its(line)} reads {LineWords.Level(line, seen[0].Active)} all along: {LineWords.WhyStuck(line, seen[0].Active)}";
    }

    private bool IsOpening => line == "contact" && !path[^1];

    private string Ended => $"{line} {LineWords.Level(line, path[^1])}, line {OptionsOf(line).Line}";

    private string Swapped() => $"{line} and {Twin} are swapped: {Its(Twin)} moves when {line} should; "
        + $"exchange {OptionsOf(line).Line} and {OptionsOf(Twin).Line} in gate.lines";

    private string Its(string other) => $"line {OptionsOf(other).Line} ({other})";

    private string OtherLevel(string other) => OptionsOf(other).Active == "low" ? "high" : "low";

    private LineOptions OptionsOf(string other) => fitted.Fitted.First(f => f.Name == other).Line;

    private bool IsHurried() => Enumerable.Range(0, Math.Max(0, seen.Count - ManyChanges)).Any(i => seen[i + ManyChanges].At - seen[i + 1].At < Hurry);

    /// <summary>Whether the levels that were seen go through these, in this order.</summary>
    private bool Passes(IReadOnlyList<bool> levelsInOrder)
    {
        var passed = 0;
        foreach (var level in seen)
            if (passed < levelsInOrder.Count && level.Active == levelsInOrder[passed])
                passed++;
        return passed == levelsInOrder.Count;
    }
}

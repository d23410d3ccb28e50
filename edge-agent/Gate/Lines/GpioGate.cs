using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>A gate's state by its lines' levels. Pure: levels and times come from outside.</summary>
internal sealed class GpioGate
{
    private readonly Dictionary<string, Debounce> switches = [];
    private readonly GateLinesOptions fitted;
    private readonly Pulses wind = new(TimeSpan.FromMinutes(1)), rain = new(TimeSpan.FromMinutes(10));
    private int openings;

    /// <param name="fitted">Its lines.</param>
    /// <param name="isActive">The level that a line has now.</param>
    public GpioGate(GateLinesOptions fitted, Func<string, bool> isActive)
    {
        this.fitted = fitted;
        foreach (var (name, line) in fitted.Fitted)
            switches.Add(name, new(TimeSpan.FromMilliseconds(line.DebounceMs), isActive(name)));
        // One that is open at the start is in its first opening.
        openings = switches["contact"].Active ? 0 : 1;
    }

    /// <summary>When something that was seen counts, if it stands until then; null = nothing waits.</summary>
    public DateTimeOffset? Due => switches.Values.Min(s => s.Due);

    /// <summary>Its whole state.</summary>
    public GateRecord State(DateTimeOffset at) => new()
    {
        T = at,
        Contact = switches["contact"].Active ? ContactState.Closed : ContactState.Open,
        Opening = openings,
        Bolt = Active("bolt") is { } thrown ? thrown ? BoltState.Thrown : BoltState.Withdrawn : null,
        Enclosure = Active("enclosure") is { } on ? on ? ContactState.Closed : ContactState.Open : null,
        Unlock = Active("unlock"),
        Button = Active("button"),
        Wind = fitted.Wind is { } vane ? Math.Round(wind.PerSecond(at) * vane.PerPulse!.Value, 2) : null,
        Rain = fitted.Rain is { } bucket ? Math.Round(rain.PerSecond(at) * 3600 * bucket.PerPulse!.Value, 2) : null,
    };

    public void See(string line, bool level, DateTimeOffset at) => switches[line].See(level, at);

    /// <summary>What stood long enough counts.</summary>
    /// <returns>A state for every change, in the order in which they began. Pulses are counted, and are no change.</returns>
    public IReadOnlyList<GateRecord> Settle(DateTimeOffset now)
    {
        var changes = switches.Select(s => (Name: s.Key, At: s.Value.Settle(now))).Where(c => c.At is not null).OrderBy(c => c.At).ToList();
        List<GateRecord> states = [];
        foreach (var (name, at) in changes)
        {
            if (name is "wind" or "rain")
            {
                if (switches[name].Active)
                    (name == "wind" ? wind : rain).Add(at!.Value);
                continue;
            }
            if (name == "contact" && !switches[name].Active)
                openings++;
            states.Add(State(at!.Value));
        }
        return states;
    }

    private bool? Active(string line) => switches.TryGetValue(line, out var debounce) ? debounce.Active : null;
}

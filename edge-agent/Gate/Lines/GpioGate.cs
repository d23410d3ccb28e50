using Solutions.Edge.Agent.Configuration;
using Solutions.Edge.Agent.Gate.Shocks;
using Solutions.Edge.Contracts;

namespace Solutions.Edge.Agent.Gate.Lines;

/// <summary>A gate's state by its lines' levels. Pure: levels and times come from outside.</summary>
internal sealed class GpioGate
{
    private static readonly TimeSpan Little = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, Debounce> switches = [];
    private readonly GateLinesOptions fitted;
    private readonly Pulses wind = new(TimeSpan.FromMinutes(1)), rain = new(TimeSpan.FromMinutes(10));
    private readonly Queue<Shock> shocks = new();
    private int openings;

    /// <param name="fitted">Its lines.</param>
    /// <param name="isActive">The level that a line has now.</param>
    public GpioGate(GateLinesOptions fitted, Func<string, bool> isActive)
    {
        this.fitted = fitted;
        foreach (var (name, line) in fitted.Fitted)
            switches.Add(name, new(TimeSpan.FromMilliseconds(line.DebounceMs), isActive(name)));
        // One that is open at the start is in its first opening.
        openings = Active("contact") == false ? 1 : 0;
    }

    /// <summary>Its whole state.</summary>
    public GateRecord State(DateTimeOffset at) => new()
    {
        T = at,
        Contact = Active("contact") is { } shut ? shut ? ContactState.Closed : ContactState.Open : null,
        Opening = switches.ContainsKey("contact") ? openings : null,
        Bolt = Active("bolt") is { } thrown ? thrown ? BoltState.Thrown : BoltState.Withdrawn : null,
        Enclosure = Active("enclosure") is { } on ? on ? ContactState.Closed : ContactState.Open : null,
        Unlock = Active("unlock"),
        Button = Active("button"),
        Wind = fitted.Wind is { } vane ? Math.Round(wind.PerSecond(at) * vane.PerPulse!.Value, 2) : null,
        Rain = fitted.Rain is { } bucket ? Math.Round(rain.PerSecond(at) * 3600 * bucket.PerPulse!.Value, 2) : null,
    };

    /// <summary>What counts of a line; null = it is not fitted.</summary>
    public bool? Active(string line) => switches.TryGetValue(line, out var debounce) ? debounce.Active : null;

    public void See(string line, bool level, DateTimeOffset at) => switches[line].See(level, at);

    /// <summary>A shock's peak, in the order of time.</summary>
    public void Feel(Shock shock) => shocks.Enqueue(shock);

    /// <summary>When something that was seen may count, if it stands until then; null = nothing waits.</summary>
    /// <param name="now">What only waits for the shock sensor is asked for after a little while.</param>
    /// <param name="known">As in <see cref="Settle"/>.</param>
    public DateTimeOffset? DueAt(DateTimeOffset now, DateTimeOffset known)
    {
        var gauges = switches.Where(s => IsGauge(s.Key)).Min(s => s.Value.Due);
        var first = Waiting().FirstOrDefault().Line is not { } line ? null : line.Since > known && line.Due < now + Little ? now + Little : line.Due;
        return first < gauges || gauges is null ? first : gauges;
    }

    /// <summary>What stood long enough counts, once all is known that came before it: readers take records in the order in which they are sent.</summary>
    /// <param name="now">The time.</param>
    /// <param name="known">Up to when every shock is known.</param>
    /// <returns>A state for every change and every shock, in the order in which they began. Pulses are counted, and are no change.</returns>
    public IReadOnlyList<GateRecord> Settle(DateTimeOffset now, DateTimeOffset known)
    {
        foreach (var (name, line) in switches)
        {
            line.Correct(now);
            if (IsGauge(name) && line.Settle(now) is { } at && line.Active)
                (name == "wind" ? wind : rain).Add(at);
        }
        List<GateRecord> states = [];
        foreach (var (name, line) in Waiting().ToList())
        {
            var since = line.Since!.Value;
            states.AddRange(FeltBefore(since));
            if (since > known || line.Settle(now) is null)
                return states;
            if (name == "contact" && !line.Active)
                openings++;
            states.Add(State(since));
        }
        states.AddRange(FeltBefore(DateTimeOffset.MaxValue));
        return states;
    }

    private static bool IsGauge(string line) => line is "wind" or "rain";

    /// <summary>Switches whose level differs, in the order in which it began to.</summary>
    private IEnumerable<(string Name, Debounce Line)> Waiting() =>
        switches.Where(s => s.Value.Since is not null && !IsGauge(s.Key)).OrderBy(s => s.Value.Since).Select(s => (s.Key, s.Value));

    private IEnumerable<GateRecord> FeltBefore(DateTimeOffset at)
    {
        while (shocks.TryPeek(out var shock) && shock.At < at)
            yield return State(shocks.Dequeue().At) with { Shock = Math.Round(shock.G, 2) };
    }
}

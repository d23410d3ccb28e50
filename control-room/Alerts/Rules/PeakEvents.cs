namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A time in which LAFmax stood at or over a line, pauses of up to <see cref="PeakEvents.PauseSeconds"/> included.</summary>
/// <param name="From">Its first second.</param>
/// <param name="To">Its last.</param>
/// <param name="LineDb">The line, as it was when it began.</param>
/// <param name="Level">The greatest LAFmax, in dB.</param>
internal sealed record PeakEvent(long From, long To, double LineDb, double Level);

/// <summary>The loud moments of one device in the last hour and a bit, in order.</summary>
internal sealed class PeakEvents
{
    /// <summary>After so long below its line an event is over.</summary>
    public const int PauseSeconds = 5;

    /// <summary>The longest window in which they are counted, and the lateness at which an alert still rings.</summary>
    private const int KeptSeconds = 3600 + 300;

    private readonly List<PeakEvent> events = [];

    /// <param name="second">When.</param>
    /// <param name="level">LAFmax of that second in dB.</param>
    /// <param name="line">The line for an event that begins now.</param>
    public void Add(long second, double level, Func<double> line)
    {
        if (events.Count > 0 && events[0].To < events[^1].To - KeptSeconds)
            events.RemoveAll(e => e.To < events[^1].To - KeptSeconds);
        var at = events.FindIndex(e => second >= e.From - PauseSeconds && second <= e.To + PauseSeconds);
        if (at < 0)
        {
            if (line() is var over && level >= over)
                events.Insert(events.FindIndex(e => e.From > second) is var next and >= 0 ? next : events.Count, new(second, second, over, level));
            return;
        }
        if (level < events[at].LineDb)
            return;
        events[at] = events[at] with
        {
            From = Math.Min(events[at].From, second),
            To = Math.Max(events[at].To, second),
            Level = Math.Max(events[at].Level, level),
        };
        // A late second may close the pause between two events: they are one.
        if (at + 1 < events.Count && events[at + 1].From - events[at].To <= PauseSeconds)
        {
            events[at] = events[at] with { To = Math.Max(events[at].To, events[at + 1].To), Level = Math.Max(events[at].Level, events[at + 1].Level) };
            events.RemoveAt(at + 1);
        }
    }

    /// <summary>Those that began in the <paramref name="seconds"/> up to and including <paramref name="second"/>.</summary>
    public IReadOnlyList<PeakEvent> Before(long second, int seconds) => events.Count == 0 ? []
        : events.FindAll(e => e.From <= second && e.From > second - seconds);

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        for (var i = 0; i < events.Count; i++)
            events[i] = events[i] with { From = events[i].From + bySeconds, To = events[i].To + bySeconds };
    }
}

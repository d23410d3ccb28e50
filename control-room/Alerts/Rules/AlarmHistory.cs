using Solutions.Edge.Contracts;

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>A modulated tone that went on.</summary>
/// <param name="From">The second in which it began.</param>
/// <param name="To">The last second of which it is known.</param>
/// <param name="IsOngoing">It was not over then.</param>
/// <param name="Hertz">Its lowest band; null = not stated.</param>
/// <param name="Modulation">How often a second its pattern comes round, in Hz; null = not stated.</param>
internal sealed record AlarmSpan(long From, long To, bool IsOngoing, double? Hertz, double? Modulation);

/// <summary>Alarms as one device reports them: when they have begun, once a minute, and when they are over.</summary>
internal sealed class AlarmHistory
{
    /// <summary>One that goes on and is not reported for so long has ended with its device or a gap.</summary>
    private const int UnreportedSeconds = 120;

    /// <summary>Of the same sound the starts that its records state differ by no more.</summary>
    private const int SameSeconds = 15;

    private readonly List<AlarmSpan> spans = [];

    /// <param name="second">The instant up to which the record describes the sound.</param>
    /// <param name="alarm">The record.</param>
    public void Add(long second, SoundRecord alarm)
    {
        var from = second - (long)alarm.Duration;
        var at = spans.FindIndex(s => Math.Abs(s.From - from) <= SameSeconds);
        var span = new AlarmSpan(from, second, alarm.Ongoing == true, alarm.Hertz, alarm.Modulation);
        if (at < 0)
            spans.Add(span);
        else if (second >= spans[at].To)
            spans[at] = span with { From = Math.Min(from, spans[at].From) };
        // An hour after its end no late record asks for it.
        spans.RemoveAll(s => s.To < second - 3600);
    }

    /// <summary>The one that sounds in a second, as far as the records state; null = none does.</summary>
    public AlarmSpan? At(long second) => spans.Count == 0 ? null
        : spans.Where(s => s.From <= second && second <= s.To + (s.IsOngoing ? UnreportedSeconds : 0)).MinBy(s => s.From);

    /// <summary>The control room's own clock was set.</summary>
    public void Move(long bySeconds)
    {
        for (var i = 0; i < spans.Count; i++)
            spans[i] = spans[i] with { From = spans[i].From + bySeconds, To = spans[i].To + bySeconds };
    }
}

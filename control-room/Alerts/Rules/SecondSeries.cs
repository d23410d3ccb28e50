namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Values by Unix second for the last <see cref="Length"/> seconds, whatever the order they come in.</summary>
internal sealed class SecondSeries<T> where T : struct
{
    /// <summary>17 minutes: the longest window of a rule and the lateness at which an alert still rings.</summary>
    public const int Length = 1024;

    /// <summary>Null until there is a first value: most devices never have one of most kinds.</summary>
    private (long Second, T Value)[]? ring;

    public T? this[long second]
    {
        get => ring?[second % Length] is { } slot && slot.Second == second ? slot.Value : null;
        set
        {
            if (value is not { } given)
                return;
            ring ??= new (long, T)[Length];
            // A record so late that its place belongs to a newer second is past every window.
            if (ring[second % Length].Second <= second)
                ring[second % Length] = (second, given);
        }
    }

    /// <summary>The first second of from ≤ second ≤ to that has a value; null = none has.</summary>
    public long? First(long from, long to)
    {
        for (var second = from; second <= to; second++)
            if (this[second] is not null)
                return second;
        return null;
    }

    /// <summary>The control room's own clock was set: the same values, so many seconds later or earlier.</summary>
    public void Move(long bySeconds)
    {
        var before = ring ?? [];
        ring = null;
        foreach (var (second, value) in before.Where(slot => slot.Second > 0))
            this[second + bySeconds] = value;
    }
}

namespace Solutions.Edge.ControlRoom.Alerts.Rules;

/// <summary>Values by Unix second for the last <see cref="Length"/> seconds, whatever the order they come in.</summary>
internal sealed class SecondSeries<T> where T : struct
{
    /// <summary>17 minutes: the longest window of a rule and the lateness at which an alert still rings.</summary>
    public const int Length = 1024;

    private readonly (long Second, T Value)[] ring = new (long, T)[Length];

    public T? this[long second]
    {
        get => ring[second % Length] is var slot && slot.Second == second ? slot.Value : null;
        set
        {
            // A record so late that its place belongs to a newer second is past every window.
            if (value is { } given && ring[second % Length].Second <= second)
                ring[second % Length] = (second, given);
        }
    }
}

namespace Solutions.Edge.Agent.Camera;

/// <summary>Whether the picture is lost: none for five seconds. The whole UTC seconds of the loss are reported one by one.</summary>
internal sealed class PictureLoss
{
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(5);

    /// <summary>A step of the clock over more is no loss of so many seconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private DateTimeOffset? seen, reportedTo;

    /// <summary>True from five seconds after the last picture until the next.</summary>
    public bool IsLost { get; private set; }

    /// <summary>When the last picture was captured; before the first, when it was first asked for.</summary>
    public DateTimeOffset Since => seen ?? default;

    /// <summary>A picture came.</summary>
    public void See(DateTimeOffset at)
    {
        (seen, reportedTo) = (at, Floor(at).AddSeconds(1));
        IsLost = false;
    }

    /// <summary>No picture came until now.</summary>
    /// <returns>The starts of the seconds without a picture that are over and not yet reported; empty while it is not lost.</returns>
    public IReadOnlyList<DateTimeOffset> Miss(DateTimeOffset now)
    {
        // Of a clock that was set back the last picture lies in the future: from here on it is missed.
        if (seen is null || seen - now > LostAfter)
            seen = now;
        reportedTo ??= Floor(now).AddSeconds(1);
        if (now - reportedTo > Longest || reportedTo - now > Longest)
            reportedTo = Floor(now);
        IsLost |= now - seen >= LostAfter;
        var missed = new List<DateTimeOffset>();
        for (; IsLost && reportedTo.Value.AddSeconds(1) <= now; reportedTo = reportedTo.Value.AddSeconds(1))
            missed.Add(reportedTo.Value);
        return missed;
    }

    private static DateTimeOffset Floor(DateTimeOffset instant) => new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}

namespace Solutions.Edge.Acoustics.Features;

/// <summary>
/// When to report a sound that goes on: once it has lasted long enough, then once a minute, and once when it is over. Every report states
/// all that is known so far, so that one that gets lost does no harm. Times are seconds on the caller's own axis.
/// </summary>
/// <param name="confirmSeconds">How long it must last without a pause before it is reported.</param>
/// <param name="pauseSeconds">The longest pause after which it is still the same sound, once reported.</param>
internal sealed class GoingOn(double confirmSeconds, double pauseSeconds)
{
    /// <summary>A sound that lasts this long, almost a day, is reported as over, and what follows as another.</summary>
    public const double MostSeconds = 86_340;

    private const double AgainAfterSeconds = 60;

    private double due;
    private bool begun, isReported;

    /// <summary>When it began.</summary>
    public double Start { get; private set; }

    /// <summary>Until when it last sounded.</summary>
    public double Last { get; private set; }

    /// <summary>Whether a sound is followed that may yet go on.</summary>
    public bool Lasts => begun;

    /// <summary>Takes in what the time up to <paramref name="now"/> brought.</summary>
    /// <param name="now">The end of what was measured.</param>
    /// <param name="sounded">From when to when it sounded in that time; null = not at all.</param>
    /// <returns>Whether it is to be reported now; it is over then if it no longer <see cref="Lasts"/>.</returns>
    public bool Step(double now, (double From, double Until)? sounded)
    {
        if (sounded is { } span)
        {
            if (!begun)
                (begun, isReported, Start, due) = (true, false, span.From, double.NegativeInfinity);
            Last = span.Until;
        }
        else if (begun && now - Last > (isReported ? pauseSeconds : 0))
        {
            begun = false;
            return isReported;
        }
        var full = Last - Start >= MostSeconds;
        if (!begun || Last - Start < confirmSeconds || (now < due && !full))
            return false;
        begun = !full;
        (isReported, due) = (true, now + AgainAfterSeconds);
        return true;
    }

    public void Clear() => begun = false;
}

namespace Solutions.Edge.ControlRoom.Mqtt;

/// <summary>Of what repeats without end one line in ten seconds is written, with how many were left out since the one before.</summary>
internal sealed class RareLine(TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Lock counting = new();
    private DateTimeOffset next;
    private long leftOut;

    /// <summary>Whether a line is due now.</summary>
    /// <param name="since">How many were left out since the last line.</param>
    public bool IsDue(out long since)
    {
        lock (counting)
        {
            since = leftOut;
            var now = time.GetUtcNow();
            // Also after the clock was set back.
            if (now < next && next - now <= Every)
            {
                leftOut++;
                return false;
            }
            (next, leftOut) = (now + Every, 0);
            return true;
        }
    }
}

using Solutions.Edge.Agent.Uplink;

namespace Solutions.Edge.Agent.Evidence;

/// <summary>How fast clips may go: all together so many bytes a second, and not while records wait. Stills ask nobody.</summary>
internal sealed class ClipPace(Outbox outbox, TimeProvider time)
{
    /// <summary>More than a camera of ten frames a second records, so one clip keeps up with its recording.</summary>
    public const int BytesPerSecond = 256 * 1024;

    /// <summary>
    /// Records in the outbox beyond which clips hold back: half a minute of levels and motion. A line in order has a few, those of
    /// the second or two until they are acknowledged.
    /// </summary>
    public const int Backlog = 60;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly Lock access = new();
    private readonly long start = time.GetTimestamp();
    private TimeSpan free;

    /// <summary>Waits until so many bytes may go, or until it is too late for them.</summary>
    public async Task WaitAsync(int bytes, DateTimeOffset expires, CancellationToken stopping)
    {
        while (outbox.Count > Backlog && time.GetUtcNow() < expires)
            await Task.Delay(LookAgain, time, stopping);
        TimeSpan wait;
        lock (access)
        {
            var now = time.GetElapsedTime(start);
            wait = free > now ? free - now : TimeSpan.Zero;
            free = now + wait + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        }
        await Task.Delay(wait, time, stopping);
    }
}

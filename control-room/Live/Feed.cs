using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Solutions.Edge.ControlRoom.Live;

/// <summary>Bounded fan-out to screens. A slow screen misses the oldest messages, never slows a writer, and can ask how many it missed.</summary>
internal sealed class Feed
{
    private readonly ConcurrentDictionary<object, Action<object>> subscriptions = new();
    private long missed;

    /// <summary>Messages that all subscriptions together have missed since the start.</summary>
    public long Missed => Interlocked.Read(ref missed);

    /// <summary>Hands <paramref name="message"/> to every subscription to its type. Never blocks.</summary>
    public void Publish<T>(T message) where T : notnull
    {
        foreach (var offer in subscriptions.Values)
            offer(message);
    }

    /// <summary>Messages of one type from now on, until disposed.</summary>
    public FeedSubscription<T> Subscribe<T>(int capacity = 256) where T : notnull
    {
        var subscription = new FeedSubscription<T>(capacity, end: s => subscriptions.TryRemove(s, out _), () => Interlocked.Increment(ref missed));
        subscriptions[subscription] = m => { if (m is T mine) subscription.Offer(mine); };
        return subscription;
    }
}

/// <summary>One screen's place at the <see cref="Feed"/>.</summary>
internal sealed class FeedSubscription<T> : IDisposable
{
    private readonly Channel<T> channel;
    private readonly Action<object> end;
    private long missed;

    public FeedSubscription(int capacity, Action<object> end, Action misses)
    {
        this.end = end;
        channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ =>
            {
                Interlocked.Increment(ref missed);
                misses();
            });
    }

    /// <summary>Messages dropped because this screen was slow.</summary>
    public long Missed => Interlocked.Read(ref missed);

    public ChannelReader<T> Reader => channel.Reader;

    public void Offer(T message) => channel.Writer.TryWrite(message);

    public void Dispose()
    {
        end(this);
        channel.Writer.TryComplete();
    }
}

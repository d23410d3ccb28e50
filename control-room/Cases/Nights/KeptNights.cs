using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Readings;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom.Cases.Nights;

/// <summary>
/// What was computed of nights that are over, kept in memory as long as nothing that it was computed from has changed: no record of the place's devices
/// was stored of that time since, the microphone's stay and place are the same, and its seconds are not at the age at which they are erased.
/// </summary>
internal sealed class KeptNights<T> : IDisposable where T : class
{
    /// <summary>A night is over for good a while after its end: the last records have come by then.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(15);

    /// <summary>A night's background is looked for from an hour before it, and rain a while after it.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(65), After = TimeSpan.FromMinutes(5);

    private readonly Lock access = new();
    private readonly Dictionary<(string Device, DateOnly Evening), (NightPlace Place, string Beside, T Value)> nights = [];
    private readonly Queue<(string Device, DateOnly Evening)> order = [];
    private readonly IReadingStore store;
    private readonly SealBook seals;
    private readonly TimeProvider time;
    private readonly int most;
    private long changes;

    /// <param name="store">Says what is stored.</param>
    /// <param name="seals">Knows from when on seconds are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="most">Nights that are kept; of more the one that was computed first goes.</param>
    public KeptNights(IReadingStore store, SealBook seals, TimeProvider time, int most)
    {
        (this.store, this.seals, this.time, this.most) = (store, seals, time, most);
        store.Stored += Forget;
    }

    /// <summary>What is kept of a night, or computes and keeps it.</summary>
    /// <param name="place">The night.</param>
    /// <param name="compute">Reads it from the store.</param>
    /// <param name="beside">What else it depends on, in any words that change with it.</param>
    public async Task<T> OfAsync(NightPlace place, Func<Task<T>> compute, string beside = "")
    {
        var key = (place.Device, place.Night.Evening);
        if (time.GetUtcNow() < place.Night.To + Settled || place.Night.From < seals.KeptSince()[Streams.Noise])
            return await compute();
        long began;
        lock (access)
        {
            if (nights.TryGetValue(key, out var kept) && kept.Place == place && kept.Beside == beside)
                return kept.Value;
            began = changes;
        }
        var value = await compute();
        lock (access)
        {
            // What came meanwhile may be in it or not.
            if (began == changes)
                Keep(key, (place, beside, value));
        }
        return value;
    }

    public void Dispose() => store.Stored -= Forget;

    private void Keep((string Device, DateOnly Evening) key, (NightPlace, string, T) night)
    {
        if (!nights.ContainsKey(key))
            order.Enqueue(key);
        nights[key] = night;
        while (order.Count > most)
            nights.Remove(order.Dequeue());
    }

    private void Forget(IReadOnlyCollection<StoredRecord> stored)
    {
        // What is measured now is of no night that is kept.
        var late = time.GetUtcNow() - Settled;
        var past = stored.Where(s => s.Record.T < late).ToList();
        if (past.Count == 0)
            return;
        var times = past.GroupBy(s => s.Device).ToDictionary(d => d.Key, d => (From: d.Min(s => s.Record.T), To: d.Max(s => s.Record.T)));
        lock (access)
        {
            changes++;
            var gone = nights.Where(n => IsTouched(n.Value.Place, times)).Select(n => n.Key).ToList();
            gone.ForEach(key => nights.Remove(key));
            if (gone.Count == 0)
                return;
            var left = order.Where(nights.ContainsKey).ToList();
            order.Clear();
            left.ForEach(order.Enqueue);
        }
    }

    private static bool IsTouched(NightPlace place, Dictionary<string, (DateTimeOffset From, DateTimeOffset To)> times) =>
        place.Site.Devices.Select(d => d.Id).Append(place.Device).Any(device => times.TryGetValue(device, out var span)
            && span.From < place.Night.To + After && span.To >= place.Night.From - Before);
}

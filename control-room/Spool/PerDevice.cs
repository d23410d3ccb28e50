using System.Diagnostics.CodeAnalysis;

namespace Solutions.Edge.ControlRoom.Spool;

/// <summary>
/// Something of each device. Of devices that are at no site, which any client may name, no more than <see cref="MostStrangers"/>: the one that was set
/// longest ago is given up. Not thread-safe.
/// </summary>
/// <param name="isAtSite">Whether a device is at a site: asked each time that it is set, for sites change.</param>
internal sealed class PerDevice<T>(Func<string, bool> isAtSite)
{
    /// <summary>As many as are simulated at most; no installation has so many.</summary>
    public const int MostStrangers = 20_000;

    private readonly Dictionary<string, (T Value, LinkedListNode<string>? Stranger)> all = [];

    /// <summary>In order of when they were set.</summary>
    private readonly LinkedList<string> strangers = [];

    public int Strangers => strangers.Count;

    /// <summary>Strangers given up since the start, each time that one was.</summary>
    public long GivenUp { get; private set; }

    public IEnumerable<string> Devices => all.Keys;

    public IEnumerable<(string Device, T Value)> Values => all.Select(d => (d.Key, d.Value.Value));

    public bool TryGet(string device, [MaybeNullWhen(false)] out T value)
    {
        var isThere = all.TryGetValue(device, out var found);
        value = found.Value;
        return isThere;
    }

    public void Set(string device, T value)
    {
        var before = all.GetValueOrDefault(device).Stranger;
        before?.List?.Remove(before);
        var stranger = isAtSite(device) ? null : before ?? new(device);
        all[device] = (value, stranger);
        if (stranger is null)
            return;
        strangers.AddLast(stranger);
        if (strangers.Count <= MostStrangers)
            return;
        Remove(strangers.First!.Value, out _);
        GivenUp++;
    }

    /// <summary>What there is of it, else what is made now; set again in either case.</summary>
    public T GetOrAdd(string device, Func<T> make)
    {
        if (!TryGet(device, out var value))
            value = make();
        Set(device, value);
        return value;
    }

    public bool Remove(string device, [MaybeNullWhen(false)] out T value)
    {
        var isThere = all.Remove(device, out var found);
        found.Stranger?.List?.Remove(found.Stranger);
        value = found.Value;
        return isThere;
    }
}

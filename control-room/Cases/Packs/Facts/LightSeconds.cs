using System.Collections;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>Seconds of a night of which only time, LAeq and flags are kept: a sixteenth of the room, for what is looked at and not packed.</summary>
internal sealed class LightSeconds : IReadOnlyList<PackSecond>
{
    private const short Unknown = short.MinValue;

    private readonly int[] offsetsMs;
    private readonly short[] levels;
    private readonly byte[] flags;
    private readonly List<string> words = [];
    private readonly DateTimeOffset from;

    public LightSeconds(IReadOnlyList<PackSecond> seconds)
    {
        from = seconds.Count > 0 ? seconds[0].T : default;
        (offsetsMs, levels, flags) = (new int[seconds.Count], new short[seconds.Count], new byte[seconds.Count]);
        foreach (var (i, second) in seconds.Index())
        {
            var word = words.IndexOf(second.Flags);
            if (word < 0)
            {
                word = words.Count;
                words.Add(second.Flags);
            }
            offsetsMs[i] = (int)(second.T - from).TotalMilliseconds;
            levels[i] = second.LAeq is { } level ? (short)Math.Round(level * 100) : Unknown;
            flags[i] = checked((byte)word);
        }
    }

    public int Count => levels.Length;

    public PackSecond this[int index] => new()
    {
        T = from.AddMilliseconds(offsetsMs[index]),
        LAeq = levels[index] == Unknown ? null : levels[index] / 100.0,
        Flags = words[flags[index]],
        Boot = "",
    };

    public IEnumerator<PackSecond> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

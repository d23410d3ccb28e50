namespace Solutions.Edge.Acoustics.Features;

/// <summary>The level that a tenth of the last 10 s exceeded, of A-weighted 10 ms, in steps of 0.5 dB.</summary>
/// <remarks>
/// A single bang is too short to lift it and hides no second one; the peaks of speech, music, applause or hammering are a tenth of the
/// time and more, and lift it to themselves.
/// </remarks>
internal sealed class ImpulseReference
{
    private const int Capacity = 10 * 100;
    private const int Least = 100;
    private const int BinsPerDb = 2, TopDb = 200;

    private readonly short[] ring = new short[Capacity];
    private readonly int[] counts = new int[TopDb * BinsPerDb + 1];
    private long added;

    /// <summary>In dB; null before 1 s has been measured.</summary>
    public double? LevelDb
    {
        get
        {
            var held = (int)Math.Min(added, Capacity);
            if (held < Least)
                return null;
            var (bin, over) = (counts.Length - 1, counts[^1]);
            while (over * 10 < held)
                over += counts[--bin];
            return (double)bin / BinsPerDb;
        }
    }

    public void Add(double levelDb)
    {
        ref var slot = ref ring[added % Capacity];
        if (added++ >= Capacity)
            counts[slot]--;
        slot = (short)Math.Clamp(Math.Round(levelDb * BinsPerDb), 0, counts.Length - 1);
        counts[slot]++;
    }

    public void Clear()
    {
        Array.Clear(counts);
        added = 0;
    }
}

namespace Solutions.Edge.Agent.Sound.Capture;

/// <summary>The samples captured last, by their numbers since the microphone was opened. Not thread-safe.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class SampleRing(int capacity)
{
    private readonly float[] samples = new float[capacity];

    /// <summary>The number of the sample that comes next.</summary>
    public long End { get; private set; }

    /// <summary>The oldest that is still kept.</summary>
    public long Oldest => Math.Max(0, End - capacity);

    public void Add(ReadOnlySpan<float> next)
    {
        foreach (var sample in next)
            samples[End++ % capacity] = sample;
    }

    /// <summary>Samples that were not delivered: one held value, which the meter takes for no sound.</summary>
    public void AddLost(long count)
    {
        for (; count > 0; count--)
            samples[End++ % capacity] = 0;
    }

    /// <summary>Makes the last samples ones that were not delivered.</summary>
    public void Lose(int count)
    {
        for (var i = Math.Max(Oldest, End - count); i < End; i++)
            samples[i % capacity] = 0;
    }

    /// <param name="from">The first; not before <see cref="Oldest"/>.</param>
    /// <param name="into">Filled whole; the last is before <see cref="End"/>.</param>
    public void CopyTo(long from, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = samples[(from + i) % capacity];
    }
}

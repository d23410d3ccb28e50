namespace Solutions.Edge.Acoustics.Features;

/// <summary>The last few seconds' energies: a burst is known only after it has ended.</summary>
internal sealed class ShoutSeconds
{
    private const int Length = 6;

    private readonly List<(int Steps, double? Voice, double? A)> newestFirst = new(Length + 1);

    public void Add(SecondLevels second)
    {
        newestFirst.Insert(0, (second.Steps.Count, VoiceShare.EnergyOf(second.Bands), second.LAeq is { } level ? Energy.Of(level) : null));
        if (newestFirst.Count > Length)
            newestFirst.RemoveAt(Length);
    }

    /// <summary>Share of the A-weighted energy in the bands 500 Hz to 4 kHz over the seconds that the span touches; null = not measured.</summary>
    /// <param name="first">How many steps of 10 ms before the end of the newest second the span begins.</param>
    /// <param name="last">How many steps before that end it ends.</param>
    public double? Share(int first, int last)
    {
        var (voice, all, end) = (0d, 0d, 0);
        foreach (var second in newestFirst)
        {
            if (first > end && last < end + second.Steps)
            {
                if (second is not { Voice: { } v, A: { } a })
                    return null;
                (voice, all) = (voice + v, all + a);
            }
            end += second.Steps;
        }
        return all > 0 ? Math.Min(1, voice / all) : null;
    }

    public void Clear() => newestFirst.Clear();
}

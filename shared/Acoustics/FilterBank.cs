using System.Numerics;

namespace Solutions.Edge.Acoustics;

/// <summary>
/// All one-third-octave bands of one stream. Each band runs at the lowest of six sample rates, each half the one before, that still holds
/// it: all 34 cost about as much as two groups of four at the full rate.
/// </summary>
internal sealed class FilterBank
{
    private const int Halvings = 5;

    private readonly Level[] levels;
    private readonly double[] sums = new double[ThirdOctave.Count];

    /// <param name="sampleRate">In Hz.</param>
    /// <param name="longestStep">The most samples that ever come at once.</param>
    public FilterBank(int sampleRate, int longestStep)
    {
        var levelOf = Enumerable.Range(0, ThirdOctave.Count).Where(i => ThirdOctave.IsWithin(i, sampleRate)).ToLookup(i => LevelOf(i, sampleRate));
        levels = [.. Enumerable.Range(0, Halvings + 1).Select(k => new Level(levelOf[k], (double)sampleRate / (1 << k), (longestStep >> k) + 1))];
    }

    /// <summary>Takes in a step's samples and gives its energies.</summary>
    /// <param name="input">Sound pressure in pascal.</param>
    /// <param name="meanSquares">Receives each band's mean square in this step; those from <paramref name="firstBand"/> up.</param>
    /// <param name="firstBand">Index of the first band asked for.</param>
    public void Process(ReadOnlySpan<double> input, Span<float> meanSquares, int firstBand)
    {
        meanSquares.Clear();
        for (var k = 0; ; k++)
        {
            var level = levels[k];
            level.Samples += input.Length;
            foreach (var group in level.Groups)
            {
                var energy = group.Process(input);
                for (var lane = 0; lane < group.Indices.Length; lane++)
                {
                    var index = group.Indices[lane];
                    sums[index] += energy[lane];
                    if (index >= firstBand && input.Length > 0)
                        meanSquares[index - firstBand] = (float)(energy[lane] / input.Length);
                }
            }
            if (k == Halvings)
                return;
            input = level.Output.AsSpan(0, level.ToNext.Process(input, level.Output));
        }
    }

    /// <summary>Mean squares of the interval in Pa², 0 of a band that is not measured; the next interval begins.</summary>
    public void Take(Span<double> meanSquares)
    {
        meanSquares.Clear();
        foreach (var level in levels)
        {
            if (level.Samples > 0)
                foreach (var group in level.Groups)
                    foreach (var index in group.Indices)
                        meanSquares[index] = sums[index] / level.Samples;
            level.Samples = 0;
        }
        sums.AsSpan().Clear();
    }

    public void Clear()
    {
        sums.AsSpan().Clear();
        foreach (var level in levels)
            level.Clear();
    }

    /// <summary>
    /// What a band makes of a steady tone, as a ratio of powers, from the coefficients: halvings, what folds back, and the band's own filter.
    /// </summary>
    /// <param name="index">Of a band that is measured.</param>
    /// <param name="hertz">Frequency in Hz, up to half the sample rate.</param>
    /// <param name="sampleRate">In Hz.</param>
    public static double PowerGain(int index, double hertz, double sampleRate)
    {
        var gain = 1d;
        for (var k = LevelOf(index, sampleRate); k > 0; k--)
        {
            gain *= HalfBand.PowerGain(hertz, sampleRate);
            sampleRate /= 2;
            hertz = Math.Min(hertz, sampleRate - hertz);
        }
        var (own, sections) = ThirdOctave.Design(index, sampleRate);
        return sections.Aggregate(gain * own * own, (product, s) => product * s.PowerGain(hertz, sampleRate));
    }

    private static int LevelOf(int index, double sampleRate)
    {
        var level = 0;
        while (level < Halvings && ThirdOctave.EdgesHertz(index).Upper <= HalfBand.UsableShare * sampleRate / (2 << level))
            level++;
        return level;
    }

    private sealed class Level(IEnumerable<int> bands, double sampleRate, int longestInput)
    {
        public BandGroup[] Groups { get; } = [.. bands.Chunk(Vector<double>.Count).Select(indices => new BandGroup(indices, sampleRate))];

        public HalfBand ToNext { get; } = new(longestInput);

        public double[] Output { get; } = new double[HalfBand.OutputRoom(longestInput)];

        public int Samples { get; set; }

        public void Clear()
        {
            Samples = 0;
            ToNext.Clear();
            foreach (var group in Groups)
                group.Clear();
        }
    }
}

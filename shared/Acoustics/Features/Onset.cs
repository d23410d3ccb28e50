namespace Solutions.Edge.Acoustics.Features;

/// <summary>How prominent the onset of a sound is by NT ACOU 112:2002, the method of BS 4142:2014+A1:2019, Annex E.</summary>
public static class Onset
{
    /// <summary>LAF belongs to an onset as long as it rises by more than this, in dB/s.</summary>
    public const double LeastRateDbPerSecond = 10;

    /// <summary>Predicted prominence P = 3 lg(OR) + 2 lg(LD) of the onset that contains a step.</summary>
    /// <param name="lafDb">LAF in dB at the end of every step.</param>
    /// <param name="step">A step in which it rises.</param>
    /// <param name="stepSeconds">How long a step is in seconds: 0.010 to 0.025.</param>
    /// <returns>P, with the onset rate OR in dB/s by the best straight line through the onset and its level difference LD in dB; 0 where there is no
    /// onset or P would be negative.</returns>
    public static double Prominence(IReadOnlyList<double> lafDb, int step, double stepSeconds)
    {
        ArgumentNullException.ThrowIfNull(lafDb);
        var (first, last) = (step, step);
        while (first > 0 && Rises(first))
            first--;
        while (last + 1 < lafDb.Count && Rises(last + 1))
            last++;
        if (last == first)
            return 0;
        var difference = lafDb[last] - lafDb[first];
        return Math.Max(0, 3 * Math.Log10(SlopePerStep(lafDb, first, last) / stepSeconds) + 2 * Math.Log10(difference));

        bool Rises(int i) => lafDb[i] - lafDb[i - 1] > LeastRateDbPerSecond * stepSeconds;
    }

    private static double SlopePerStep(IReadOnlyList<double> values, int first, int last)
    {
        var middle = (first + last) / 2.0;
        var (product, square) = (0d, 0d);
        for (var i = first; i <= last; i++)
            (product, square) = (product + (i - middle) * values[i], square + (i - middle) * (i - middle));
        return product / square;
    }
}

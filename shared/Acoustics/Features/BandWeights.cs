namespace Solutions.Edge.Acoustics.Features;

/// <summary>The A weighting at the middle of each one-third-octave band, as an energy ratio: what makes a band's energy one of LAeq's parts.</summary>
internal static class BandWeights
{
    public static double[] A { get; } =
        [.. Enumerable.Range(0, ThirdOctave.Count).Select(i => Energy.Of(WeightingGoal.Db(FrequencyWeighting.A, ThirdOctave.MidBandHertz(i))))];

    /// <summary>A-weighted energy of a step in the bands from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static double AEnergy(StepTrace steps, int step, int first, int last)
    {
        var energy = 0d;
        for (var i = first; i <= last; i++)
            energy += steps.BandEnergy(step, i) * A[i];
        return energy;
    }
}

namespace Solutions.Edge.Acoustics;

/// <summary>
/// What the meter saw every 10 ms of an interval, for detectors of short sounds. Step i covers the 10 ms from i·10 ms after the
/// interval's start; what is left of an interval after its last whole step is in none. Steps whose samples were all lost are left out, and those
/// after them move up: what a detector finds in such an interval may lie as much later as was lost.
/// </summary>
/// <remarks>
/// Energies are mean squares over the 10 ms as a ratio to that of 0 dB; <see cref="Energy.LevelDb"/> makes levels of them.
/// The bands are those from <see cref="FirstBand"/> up: a lower one answers too slowly for 10 ms to mean anything.
/// </remarks>
public sealed class StepTrace
{
    /// <summary>Index of the lowest band in the trace: 500 Hz.</summary>
    public const int FirstBand = ThirdOctave.Index500Hz;

    /// <summary>How long a step is, in seconds.</summary>
    public const double StepSeconds = 0.01;

    private const int BandsPerStep = ThirdOctave.Count - FirstBand;

    private readonly float[] bands;

    /// <summary>A trace of no steps, as of an interval without a signal.</summary>
    public static StepTrace Empty { get; } = new([], [], []);

    internal StepTrace(double[] lafDb, double[] aEnergy, float[] bands) => (LafDb, AEnergy, this.bands) = (lafDb, aEnergy, bands);

    /// <summary>Number of steps: 100 of a second.</summary>
    public int Count => LafDb.Count;

    /// <summary>LAF in dB at the end of each step; negative infinity before the first sound.</summary>
    public IReadOnlyList<double> LafDb { get; }

    /// <summary>A-weighted energy of each step.</summary>
    public IReadOnlyList<double> AEnergy { get; }

    /// <summary>Unweighted energy of a one-third-octave band in a step; 0 of a band that is not measured at this sample rate.</summary>
    /// <param name="step">0 to <see cref="Count"/> − 1.</param>
    /// <param name="index">Of the band (see <see cref="ThirdOctave"/>), <see cref="FirstBand"/> to 33.</param>
    public double BandEnergy(int step, int index) => bands[step * BandsPerStep + index - FirstBand];
}

namespace Solutions.Edge.Acoustics;

/// <summary>Time weighting of IEC 61672-1:2013, 5.8: a first-order exponential average of squared sound pressure.</summary>
internal struct ExponentialDetector(double timeConstantSeconds, double sampleRate)
{
    private readonly double gain = 1 - Math.Exp(-1 / (timeConstantSeconds * sampleRate));

    /// <summary>The average now, in Pa².</summary>
    public double MeanSquare { get; private set; }

    public double Step(double square) => MeanSquare += gain * (square - MeanSquare);

    public void Clear() => MeanSquare = 0;
}

namespace Solutions.Edge.Agent.Scenes;

/// <summary>
/// The exhaust of a four-stroke engine: a sound that repeats every two turns of the crankshaft, strongest at the firing order (half the number
/// of cylinders) and its multiples; the orders between are weaker, as no two cylinders are alike.
/// </summary>
internal sealed class EngineNote
{
    private const int Orders = 96;
    private const int Points = 2048;

    private readonly double[] cycle = new double[Points + 1];

    /// <param name="random">Makes one engine unlike another.</param>
    /// <param name="cylinders">How many.</param>
    /// <param name="openness">0.5 to 2: how slowly the orders weaken; a muffler makes it small.</param>
    public EngineNote(Random random, int cylinders, double openness)
    {
        for (var k = 1; k <= Orders; k++)
        {
            var amplitude = (k % cylinders == 0 ? 1 : 0.05 + 0.2 * random.NextDouble()) / (1 + Math.Pow(k / (cylinders * 2 * openness), 1.6));
            var phase = 2 * Math.PI * random.NextDouble();
            for (var i = 0; i <= Points; i++)
                cycle[i] += amplitude * Math.Sin(2 * Math.PI * k * i / Points + phase);
        }
        var rms = Math.Sqrt(cycle.Sum(p => p * p) / cycle.Length);
        for (var i = 0; i <= Points; i++)
            cycle[i] /= rms;
    }

    /// <summary>The sound after so many turns of the crankshaft; an rms of 1 over a cycle.</summary>
    public double At(double turns)
    {
        var place = (turns / 2 - Math.Floor(turns / 2)) * Points;
        var i = (int)place;
        return cycle[i] + (cycle[i + 1] - cycle[i]) * (place - i);
    }
}

namespace Solutions.Edge.Agent.Gate.Shocks;

/// <summary>How often a sensor's queue was full when it was read. Once is a machine that was busy; again and again is a fault.</summary>
internal sealed class ReadLosses
{
    /// <summary>A read that lost something weighs so much; one in five or more adds up to the most, and as many good reads end it.</summary>
    private const int Weight = 5, Most = 100;

    private int burden;
    private bool isFault;

    /// <summary>Reads that found it full since the start.</summary>
    public long Count { get; private set; }

    /// <summary>Takes in a read.</summary>
    /// <returns>True: it became a fault.</returns>
    public bool Add(bool overran)
    {
        Count += overran ? 1 : 0;
        burden = Math.Clamp(burden + (overran ? Weight : -1), 0, Most);
        var was = isFault;
        isFault = burden == Most || (isFault && burden > 0);
        return isFault && !was;
    }

    /// <summary>The fault in words; null = it is none.</summary>
    public string? Words(string name) => !isFault ? null
        : $"{name} is read too late, {Count} times since the start: machine or bus is too slow; "
            + "let the bus run at 400 kHz (dtparam=i2c_arm_baudrate=400000)";
}

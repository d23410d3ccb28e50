namespace Solutions.Edge.Agent.Climate;

/// <summary>Decides whether a supply is low. Pure: readings come from outside, one a second.</summary>
/// <param name="lowVolts">Under so many V it is.</param>
internal sealed class LowSupply(double lowVolts)
{
    /// <summary>Something that starts takes more for a moment.</summary>
    private const int LowFrom = 3;

    /// <summary>What was low must be so much over the limit: a battery recovers a little when it is spared.</summary>
    private const double RightFrom = 1.02;

    private int under;

    public bool IsLow { get; private set; }

    public void Add(double volts)
    {
        under = volts < lowVolts ? under + 1 : 0;
        IsLow = IsLow ? volts < lowVolts * RightFrom : under >= LowFrom;
    }
}

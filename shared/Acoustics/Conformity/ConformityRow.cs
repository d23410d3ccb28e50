namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>One line of a conformity table: what the standard asks and what the meter did. In dB unless the table states otherwise.</summary>
/// <param name="Series">What was looked at, as "A" or "LAFmax − LA".</param>
/// <param name="At">Where on the table's axis.</param>
/// <param name="Goal">The design goal.</param>
/// <param name="Measured">What the meter read, where it deviated most.</param>
/// <param name="Lower">Least deviation allowed; negative infinity where there is no bound.</param>
/// <param name="Upper">Greatest deviation allowed; positive infinity where there is no bound.</param>
public sealed record ConformityRow(string Series, double At, double Goal, double Measured, double Lower, double Upper)
{
    /// <summary>Measured less goal.</summary>
    public double Deviation => Measured - Goal;

    /// <summary>The deviation is a number within its bounds.</summary>
    public bool Passes => Deviation >= Lower && Deviation <= Upper;

    internal static ConformityRow Worst(string series, double at, double goal, IEnumerable<double> measured, double lower, double upper) =>
        new(series, at, goal, measured.MaxBy(m => double.IsNaN(m) ? double.PositiveInfinity : Math.Abs(m - goal)), lower, upper);
}

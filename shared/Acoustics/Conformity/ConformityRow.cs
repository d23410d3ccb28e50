namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>One line of a conformity table: what the standard asks and what the meter did. In dB unless the table says otherwise.</summary>
/// <param name="Case">What was tried.</param>
/// <param name="Goal">The design goal.</param>
/// <param name="Measured">What the meter read, where it deviated most.</param>
/// <param name="Lower">Least deviation allowed; negative infinity where there is no bound.</param>
/// <param name="Upper">Greatest deviation allowed; positive infinity where there is no bound.</param>
public sealed record ConformityRow(string Case, double Goal, double Measured, double Lower, double Upper)
{
    /// <summary>Measured less goal.</summary>
    public double Deviation => Measured - Goal;

    /// <summary>The deviation is a number within its bounds.</summary>
    public bool Passes => Deviation >= Lower && Deviation <= Upper;

    internal static ConformityRow Worst(string name, double goal, IEnumerable<double> measured, double lower, double upper) =>
        new(name, goal, measured.MaxBy(m => double.IsNaN(m) ? double.PositiveInfinity : Math.Abs(m - goal)), lower, upper);
}

/// <summary>What was tried by one clause of a standard.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Source">Standard and clause.</param>
/// <param name="SampleRate">At which it was tried, in Hz.</param>
/// <param name="Method">How, in a sentence.</param>
/// <param name="Rows">The lines.</param>
public sealed record ConformityTable(string Title, string Source, int SampleRate, string Method, IReadOnlyList<ConformityRow> Rows)
{
    /// <summary>Every line passes, and there is one.</summary>
    public bool Passes => Rows.Count > 0 && Rows.All(r => r.Passes);

    /// <summary>The line that deviates most.</summary>
    public ConformityRow Worst => Rows.MaxBy(r => double.IsNaN(r.Deviation) ? double.PositiveInfinity : Math.Abs(r.Deviation))!;
}

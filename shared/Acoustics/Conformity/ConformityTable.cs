namespace Solutions.Edge.Acoustics.Conformity;

/// <summary>What was tried by one clause of a standard.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Source">Standard and clause.</param>
/// <param name="SampleRate">At which it was tried, in Hz.</param>
/// <param name="Method">How, in a sentence.</param>
/// <param name="Axis">The unit of <see cref="ConformityRow.At"/>; empty: the rows stand on no axis.</param>
/// <param name="Rows">The lines.</param>
public sealed record ConformityTable(string Title, string Source, int SampleRate, string Method, string Axis, IReadOnlyList<ConformityRow> Rows)
{
    /// <summary>Every line passes, and there is one.</summary>
    public bool Passes => Rows.Count > 0 && Rows.All(r => r.Passes);

    /// <summary>The line that deviates most from its goal; where only oversteps count, the one with the least margin.</summary>
    public ConformityRow Worst => Rows.MaxBy(r => double.IsNaN(r.Deviation) ? double.PositiveInfinity
        : double.IsInfinity(r.Lower) && r.Upper == 0 ? r.Deviation : Math.Abs(r.Deviation))!;
}

using Solutions.Edge.Acoustics.Statistics;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>What an assessment rests on.</summary>
/// <param name="Name">As <c>LAeq,8h</c>.</param>
/// <param name="Value">As it is printed, with the sign of a bound.</param>
/// <param name="Unit">Empty = none.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="ExpandedDb">Expanded uncertainty (k = 2) of a measured level in dB; null = it is none.</param>
internal sealed record AssessmentInput(string Name, string Value, string Unit, string Source, double? ExpandedDb = null)
{
    /// <summary>A measured level.</summary>
    public static AssessmentInput Of(string name, BoundedLevel? level, string source, UncertaintyBudget budget) =>
        new(name, level is { } known ? known.ToString() : "not measured", level is null ? "" : "dB",
            level?.Bound == LevelBound.AtMost ? $"{source}; {Words.BelowRange}" : source, level is null ? null : budget.ExpandedDb);
}

/// <summary>What one text makes of a night: figures and working, and never a judgement.</summary>
internal sealed record Assessment
{
    /// <summary>As it stands in an address and a file.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Of the working here, counted up when a result may come out otherwise.</summary>
    public required string Version { get; init; }

    public required LegalText Text { get; init; }

    /// <summary>Where in the text its working stands.</summary>
    public required string Clause { get; init; }

    public IReadOnlyList<AssessmentInput> Inputs { get; init; } = [];

    /// <summary>A line a step.</summary>
    public IReadOnlyList<string> Working { get; init; } = [];

    /// <summary>In words with numbers; null = the text does not apply.</summary>
    public string? Result { get; init; }

    /// <summary>Why it may not speak, as a sentence that begins "not applicable because"; null = it may.</summary>
    public string? NotApplicable { get; init; }

    /// <summary>What bears on the worth of the result.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Of the measured levels; null = none is used.</summary>
    public UncertaintyBudget? Budget { get; init; }

    public Assessment Because(string reason) => this with { NotApplicable = $"not applicable because {reason}", Result = null };
}

namespace Solutions.Edge.Contracts;

/// <summary>What was found of every part of a device.</summary>
/// <param name="At">When it was looked at, by the device's clock.</param>
/// <param name="Findings">A part each, in the order in which they depend on each other, 1 to <see cref="MostFindings"/>.</param>
public sealed record ExaminationReport(DateTimeOffset At, IReadOnlyList<ExaminedPart> Findings)
{
    /// <summary>Most parts.</summary>
    public const int MostFindings = 100;

    /// <summary>What of it cannot be, with what would be right; null = nothing.</summary>
    public Fault? FindFault() =>
        Findings.Count is 0 or > MostFindings ? new("findings", Findings.Count, $"1 to {MostFindings}")
        : Findings.Select(f => f?.FindFault() ?? (f is null ? new Fault("findings", null, "an object each") : null)).FirstOrDefault(f => f is not null);
}

/// <summary>What was found of one part of a device.</summary>
/// <param name="Part">Such as <c>clock</c>, 1 to <see cref="LongestPart"/> characters.</param>
/// <param name="Colour"><c>green</c>: it works; <c>amber</c>: it should be looked at; <c>red</c>: it does not work; <c>not-fitted</c>.</param>
/// <param name="Words">What was measured, or what is wrong, up to <see cref="LongestText"/> characters.</param>
/// <param name="Cause">Its likely cause, as long; null = the words hold it.</param>
/// <param name="Cure">What to do, as long; null = nothing.</param>
public sealed record ExaminedPart(string Part, string Colour, string Words, string? Cause = null, string? Cure = null)
{
    /// <summary>Longest <see cref="Part"/> in characters.</summary>
    public const int LongestPart = 64;

    /// <summary>Longest text in characters.</summary>
    public const int LongestText = 2000;

    private static readonly string[] Colours = ["green", "amber", "red", "not-fitted"];

    /// <summary>What of it cannot be, with what would be right; null = nothing.</summary>
    public Fault? FindFault() =>
        Part.Length is 0 or > LongestPart ? new("part", Part, $"1 to {LongestPart} characters")
        : !Colours.Contains(Colour) ? new("colour", Colour, string.Join(", ", Colours))
        : new[] { Words, Cause, Cure }.Any(t => t?.Length > LongestText) ? new("words, cause or cure", Part, $"at most {LongestText} characters each")
        : null;
}

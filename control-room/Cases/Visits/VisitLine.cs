using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Visits;

/// <summary>What a line of an officer's visit is about.</summary>
internal enum VisitStep
{
    Arrived,
    Room,
    Windows,
    Audible,
    Left,
}

/// <summary>A line of an officer's visit to a home, stamped when it was typed.</summary>
/// <param name="Step">What it is about.</param>
/// <param name="Text">In the officer's words.</param>
internal sealed record VisitLine(VisitStep Step, string Text) : EntryBody
{
    public const int Longest = 1000;

    public override string Words => $"Visit, {Title(Step)}{(Text.Length > 0 ? $": {Text}" : "")}";

    public static string Title(VisitStep step) => step switch
    {
        VisitStep.Arrived => "arrived",
        VisitStep.Room => "room",
        VisitStep.Windows => "windows",
        VisitStep.Audible => "what is audible",
        _ => "left",
    };
}

/// <summary>One visit of an officer to a home.</summary>
/// <param name="By">The officer's hand.</param>
/// <param name="Arrived">When it began.</param>
/// <param name="Left">When it ended; null = it is on.</param>
/// <param name="Lines">Its lines, struck ones too, in their order.</param>
internal sealed record OfficerVisit(string By, DateTimeOffset Arrived, DateTimeOffset? Left, IReadOnlyList<CaseEntry> Lines)
{
    /// <summary>The visits of a case, the first first: each officer's from an arrival that holds to the next leaving. Pure.</summary>
    public static IReadOnlyList<OfficerVisit> Of(IEnumerable<CaseEntry> entries)
    {
        var visits = new List<OfficerVisit>();
        foreach (var officer in entries.Where(e => e.Body is VisitLine).GroupBy(e => e.By))
        {
            OfficerVisit? visit = null;
            foreach (var entry in officer)
            {
                var step = entry.Struck is null ? ((VisitLine)entry.Body).Step : (VisitStep?)null;
                if (visit is null && step is not VisitStep.Arrived)
                    continue;
                visit = (visit ?? new(entry.By, entry.At, null, [])) is var on ? on with { Lines = [.. on.Lines, entry] } : null;
                if (step is not VisitStep.Left)
                    continue;
                visits.Add(visit with { Left = entry.At });
                visit = null;
            }
            if (visit is not null)
                visits.Add(visit);
        }
        return [.. visits.OrderBy(v => v.Arrived)];
    }
}

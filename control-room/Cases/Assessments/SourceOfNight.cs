using Solutions.Edge.ControlRoom.Cases.Files;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>What kind of source a night's noise had, as the officer that entered it found. The last one that is not struck holds.</summary>
/// <param name="Device">The microphone.</param>
/// <param name="Date">The evening on which the night began.</param>
/// <param name="Kind">What was found.</param>
internal sealed record SourceOfNight(string Device, string Date, SourceKind Kind) : EntryBody
{
    public override string Words => $"Kind of source in the night of {Date}, {Device}: {Bs4142.Name(Kind)}";

    /// <summary>What holds for a night.</summary>
    public static SourceKind Of(IEnumerable<CaseEntry> entries, string device, string date) =>
        entries.Holding<SourceOfNight>().LastOrDefault(e => e.Body.Device == device && e.Body.Date == date).Body?.Kind ?? SourceKind.NotEstablished;
}

using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Access.Audit;
using Solutions.Edge.ControlRoom.Cases.Assessments;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Review;
using Solutions.Edge.ControlRoom.Cases.Sessions;
using Solutions.Edge.ControlRoom.Seals;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Facts;

/// <summary>All that a pack is made of. What is left out for an agency is still here: whatever prints asks <see cref="For"/>.</summary>
/// <param name="File">The case.</param>
/// <param name="Entries">Its journal, struck entries too.</param>
/// <param name="Nights">The nights chosen, in order, of each microphone of the case.</param>
/// <param name="For">For which agency.</param>
/// <param name="Made">When it is made.</param>
/// <param name="Version">Of the control room.</param>
/// <param name="Fingerprint">Of the key that signs.</param>
/// <param name="Zone">The clock of the place.</param>
internal sealed record PackFacts(
    CaseFile File, IReadOnlyList<CaseEntry> Entries, IReadOnlyList<PackNight> Nights, Redaction For, DateTimeOffset Made, string Version, string Fingerprint,
    TimeZoneInfo Zone)
{
    public IReadOnlyList<AuditRow> Audit { get; init; } = [];

    /// <summary>The case's sound clips.</summary>
    public IReadOnlyList<ClipFacts> Clips { get; init; } = [];

    /// <summary>The sound of those of them that an officer chose.</summary>
    public IReadOnlyList<PackSound> Sound { get; init; } = [];

    /// <summary>The anchors that hold the devices' seals of these nights.</summary>
    public IReadOnlyList<HeldRun> Held { get; init; } = [];

    /// <summary>Nights of these microphones that anything is known of and that were not chosen.</summary>
    public IReadOnlyList<string> NightsLeftOut { get; init; } = [];

    /// <summary>What the officer has given for the statement, as it stands.</summary>
    public StatementFacts? Statement => Entries.Holding<StatementFacts>().LastOrDefault().Body;

    /// <summary>Checks that the devices of these nights delivered.</summary>
    public IReadOnlyList<CalibrationSheet> Sheets { get; init; } = [];

    /// <summary>Every check of these microphones that is known, in time.</summary>
    public IEnumerable<MicrophoneCheck> Calibrations =>
        Sheets.Select(MicrophoneCheck.Of).Concat(Entries.Holding<CalibrationNote>().Select(e => MicrophoneCheck.Of(e.Body))).OrderBy(c => c.At);

    /// <summary>What officers established of the events' sources.</summary>
    public IReadOnlyDictionary<EventKey, EventAnswers> Answers { get; } = SecondReview.Of(File.Id, Entries);

    public EventTally Tally { get; } = EventTally.Of(
        [.. Nights.SelectMany(n => n.Events.Ranked)], SecondReview.Of(File.Id, Entries));

    /// <summary>What is established of an event's source, as it is printed.</summary>
    public string Established(NoiseEvent noise) => Answers.GetValueOrDefault(new(noise.Device, noise.Start), EventAnswers.None).Words;

    /// <summary>Whether anything of it was made for a demonstration.</summary>
    public bool IsSeeded => Nights.Any(n => n.IsSeeded);

    /// <summary>A night as assessments take it.</summary>
    public NightFacts Assessed(PackNight night) =>
        NightFactsReader.Of(night.Place, night.Detail, Entries, [.. Sheets.Where(s => s.Device == night.Place.Device)]);

    /// <summary>Of measured levels: that of the night of which it is the greatest; null = there is no night.</summary>
    public UncertaintyBudget? Uncertainty => Nights.Select(n => UncertaintyBudget.Of(Assessed(n))).MaxBy(b => b.ExpandedDb);

    /// <summary>Entries of these kinds that hold.</summary>
    public IEnumerable<CaseEntry> OfKind(params string[] kinds) => Entries.Where(e => e.Struck is null && kinds.Contains(e.Kind));
}

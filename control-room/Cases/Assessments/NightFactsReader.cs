using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;
using Solutions.Edge.ControlRoom.Devices.Calibrations;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>A night as assessments take it, from what is stored. What nobody has stated stays open.</summary>
internal sealed class NightFactsReader(NightRecords records, CaseBook cases, CaseJournal journal, CalibrationBook calibrations)
{
    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<NightFacts> ReadAsync(NightPlace place, CancellationToken cancellationToken) =>
        await OfAsync(place, await records.ReadAsync(place, cancellationToken), cancellationToken);

    /// <param name="place">Where and when.</param>
    /// <param name="detail">What was measured.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<NightFacts> OfAsync(NightPlace place, NightDetail detail, CancellationToken cancellationToken)
    {
        var entries = await cases.OfSiteAsync(place.Site.Id, cancellationToken) is { } file ? await journal.ReadAsync(file.Id, cancellationToken) : [];
        return Of(place, detail, entries, [.. (await calibrations.OfAsync(place.Device, cancellationToken)).Select(c => c.Sheet)]);
    }

    /// <param name="place">Where and when.</param>
    /// <param name="detail">What was measured.</param>
    /// <param name="entries">The journal of the place's case.</param>
    /// <param name="sheets">Checks that the device delivered.</param>
    public static NightFacts Of(NightPlace place, NightDetail detail, IReadOnlyList<CaseEntry> entries, IReadOnlyList<CalibrationSheet> sheets)
    {
        var (device, night) = (place.Device, place.Night);
        var facts = new NightFacts
        {
            Place = place.Site.Name,
            Night = night,
            Zone = place.Zone,
            Until = detail.Until,
            Position = place.Site.Type == SiteType.HOME ? MicrophonePosition.Indoors : MicrophonePosition.Outdoors,
            Microphone = MicrophoneFacts.Of(sheets, entries, device, night),
            Source = SourceOfNight.Of(entries, device, night.Date),
            Licence = place.Site.Licence,
            Detail = detail,
        };
        if (PositionStated.At(entries, device, night) is { Entry: { } placed, Body: { } position })
            facts = facts with { Position = position.Position, PositionFrom = StatedWords.From(placed) };
        if (SourceRan.At(entries, device, night) is { Entry: { } entered, Body: { } ran })
            facts = facts with { Statement = ran.Stated, StatementFrom = StatedWords.From(entered) };
        return facts;
    }
}

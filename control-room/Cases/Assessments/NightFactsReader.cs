using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Cases.Files;
using Solutions.Edge.ControlRoom.Cases.Nights;

namespace Solutions.Edge.ControlRoom.Cases.Assessments;

/// <summary>A night as assessments take it, from what is stored. What no officer has stated stays open.</summary>
internal sealed class NightFactsReader(NightRecords records, CaseBook cases, CaseJournal journal)
{
    /// <exception cref="IOException">The reading store is away.</exception>
    public async Task<NightFacts> ReadAsync(NightPlace place, CancellationToken cancellationToken)
    {
        var source = await cases.OfSiteAsync(place.Site.Id, cancellationToken) is { } file
            ? SourceOfNight.Of(await journal.ReadAsync<SourceOfNight>(file.Id, cancellationToken), place.Device, place.Night.Date) : SourceKind.NotEstablished;
        return Of(place, await records.ReadAsync(place, cancellationToken)) with { Source = source };
    }

    public static NightFacts Of(NightPlace place, NightDetail detail) => new()
    {
        Place = place.Site.Name,
        Night = place.Night,
        Zone = place.Zone,
        Until = detail.Until,
        Position = place.Site.Type == SiteType.HOME ? MicrophonePosition.Indoors : MicrophonePosition.Outdoors,
        Licence = place.Site.Licence,
        Detail = detail,
    };
}

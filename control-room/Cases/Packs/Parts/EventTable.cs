using System.Globalization;
using Solutions.Edge.ControlRoom.Cases.Events;
using Solutions.Edge.ControlRoom.Cases.Packs.Container;
using Solutions.Edge.ControlRoom.Cases.Packs.Facts;

namespace Solutions.Edge.ControlRoom.Cases.Packs.Parts;

/// <summary>The events of the nights, in time, each by a number of its own. Pure.</summary>
internal static class EventTable
{
    private static readonly string[] Heads =
    [
        "id", "night", "device", "from", "to", "seconds", "LAeq", "LAFmax", "background", "over", "backgroundOf", "kind", "doubts", "established",
    ];

    public static PackPart Of(PackFacts facts) => PackTables.Table("events.csv", Heads, Rows(facts).Select(r => new[]
    {
        r.Id, r.Night.Place.Night.Date, r.Event.Device, PackWords.Utc(r.Event.From), PackWords.Utc(r.Event.To),
        r.Event.Seconds.ToString(CultureInfo.InvariantCulture), r.Event.LAeq.ToString(), r.Event.LAFmax?.ToString() ?? "",
        r.Event.Background.Level.Db.ToString("0.00", CultureInfo.InvariantCulture), r.Event.Over.ToString(),
        EventWords.Background(r.Night.Place, r.Event.Background), EventWords.Kind(r.Event), EventWords.Doubt(r.Event), facts.Established(r.Event),
    }));

    public static IEnumerable<(string Id, PackNight Night, NoiseEvent Event)> Rows(PackFacts facts) => facts.Nights
        .SelectMany(n => n.InTime.Select(e => (Night: n, Event: e))).Index()
        .Select(e => (string.Create(CultureInfo.InvariantCulture, $"E{e.Index + 1}"), e.Item.Night, e.Item.Event));
}

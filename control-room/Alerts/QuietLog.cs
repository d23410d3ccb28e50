using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Solutions.Edge.ControlRoom.Alerts;

/// <summary>A trigger that did not become an alert, with the sentence that states why.</summary>
/// <param name="Site">Where.</param>
/// <param name="At">Event time at which it was over.</param>
/// <param name="Code">The code it could have become.</param>
/// <param name="Why">Why it stayed quiet, for example "valid opening 22 s".</param>
internal sealed record QuietEntry(string Site, DateTimeOffset At, string Code, string Why);

/// <summary>A site's explanations as they are stored with its alerts.</summary>
internal sealed class SiteQuiet
{
    public required string Site { get; init; }

    /// <summary>The latest, and how many there were by the hour, in JSON.</summary>
    public required string Explanations { get; init; }
}

/// <summary>Why it stayed quiet: the last explanations of each site, and how many there were in a day. In memory; each site stores its own.</summary>
internal sealed partial class QuietLog
{
    private const int KeptPerSite = 50;
    private const int Hours = 24;
    private readonly ConcurrentDictionary<string, Explanations> bySite = new();

    public void Add(QuietEntry entry) => bySite.AddOrUpdate(entry.Site, _ => Explanations.None.With(entry), (_, before) => before.With(entry));

    /// <summary>Triggers explained at these sites in the hour that is and the 23 before it.</summary>
    public int Explained(IEnumerable<string> sites, DateTimeOffset now) =>
        sites.Sum(s => bySite.GetValueOrDefault(s)?.ByHour.Where(h => HourOf(now) - h.Key is >= 0 and < Hours).Sum(h => h.Value) ?? 0);

    /// <summary>The site's explanations, newest first.</summary>
    public IReadOnlyList<QuietEntry> Of(string site) => bySite.GetValueOrDefault(site)?.Latest ?? [];

    /// <summary>What is to be stored of a site.</summary>
    public SiteQuiet Stored(string site) => new()
    {
        Site = site,
        Explanations = JsonSerializer.Serialize(bySite.GetValueOrDefault(site) ?? Explanations.None, ExplanationsJson.Default.Explanations),
    };

    /// <summary>Takes what was stored in place of what is here: a site that has woken explains again what came after it.</summary>
    public void Restore(string site, SiteQuiet? stored) =>
        bySite[site] = stored is null ? Explanations.None : JsonSerializer.Deserialize(stored.Explanations, ExplanationsJson.Default.Explanations)!;

    private static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;

    private sealed record Explanations(IReadOnlyList<QuietEntry> Latest, IReadOnlyDictionary<long, int> ByHour)
    {
        public static Explanations None { get; } = new([], new Dictionary<long, int>());

        public Explanations With(QuietEntry entry)
        {
            var hour = HourOf(entry.At);
            // A clock may have been set: what is a day away on either side is of no use.
            var byHour = ByHour.Where(h => Math.Abs(h.Key - hour) < Hours).ToDictionary();
            byHour[hour] = byHour.GetValueOrDefault(hour) + 1;
            return new([entry, .. Latest.Take(KeptPerSite - 1)], byHour);
        }
    }

    [JsonSerializable(typeof(Explanations))]
    private sealed partial class ExplanationsJson : JsonSerializerContext;
}

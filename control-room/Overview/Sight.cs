namespace Solutions.Edge.ControlRoom.Overview;

/// <summary>What the page sees of the sites at one moment. Pure: silence is no calm.</summary>
/// <param name="Sensors">Devices at all sites.</param>
/// <param name="Silent">How many of them have sent no record lately.</param>
/// <param name="Latest">When the latest record of any came; null = none since the control room started.</param>
/// <param name="Blind">Why nothing can ring, in a sentence that goes on with "for" and a duration; null = the page sees.</param>
/// <param name="BlindSince">Since when; null = since the control room started, or it is not blind.</param>
/// <param name="SeesSince">Since when every sensor has reported without a break; null = not all do.</param>
internal sealed record Sight(int Sensors, int Silent, DateTimeOffset? Latest, string? Blind, DateTimeOffset? BlindSince, DateTimeOffset? SeesSince)
{
    public bool IsBlind => Blind is not null;

    /// <summary>True: there is no broker.</summary>
    public bool IsDeaf { get; private init; }

    /// <summary>True: it is so at some sites only.</summary>
    public bool IsBlindInPart { get; private init; }

    /// <summary>False: something may go on that nobody here sees.</summary>
    public bool SeesAll => Blind is null && Silent == 0;

    /// <param name="hearing">Of every device since when it has reported and its latest record; null = none since the control room started.</param>
    /// <param name="isSilent">Whether it is silent, in the same order.</param>
    /// <param name="deafSince">Since when there is no broker; null = there is.</param>
    /// <param name="listensSince">Since when there has been one.</param>
    /// <param name="standsStillSince">Since when no alert can be stored; null = they can.</param>
    /// <param name="notJudged">Names of sites whose records cannot be judged, each with since when.</param>
    public static Sight Of(
        IReadOnlyList<(DateTimeOffset From, DateTimeOffset Last)?> hearing, IReadOnlyList<bool> isSilent,
        DateTimeOffset? deafSince, DateTimeOffset? listensSince, DateTimeOffset? standsStillSince, IReadOnlyList<(string Site, DateTimeOffset Since)> notJudged)
    {
        var (silent, latest) = (isSilent.Count(s => s), hearing.Max(h => h?.Last));
        var (blind, since) = deafSince is not null ? ("The broker is gone: the control room has been deaf", deafSince)
            : standsStillSince is not null ? ("Alerts cannot be stored", standsStillSince)
            : notJudged.Count == 1 ? ($"{notJudged[0].Site} has not been judged", notJudged[0].Since)
            : notJudged.Count > 1 ? ($"{notJudged.Count} sites have not been judged", notJudged.Min(n => n.Since))
            : silent == hearing.Count ? (hearing.Count == 1 ? "The only sensor has been silent" : $"All {hearing.Count} sensors have been silent", latest)
            : ((string?)null, null);
        return new(hearing.Count, silent, latest, blind, since, blind is null && silent == 0 ? Later(listensSince, hearing.Max(h => h?.From)) : null)
        {
            IsDeaf = deafSince is not null,
            IsBlindInPart = deafSince is null && standsStillSince is null && notJudged.Count > 0,
        };
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => other is null || one > other ? one : other;
}

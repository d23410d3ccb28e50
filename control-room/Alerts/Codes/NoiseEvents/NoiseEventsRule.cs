using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>NOISE-EVENTS: in a home at night five or more events within 60 min whose LAFmax is at least 45 dB and 15 dB over the background.</summary>
/// <remarks>An event's background is taken when it begins; with none known yet the absolute line alone holds. It is over after 5 s below its line.</remarks>
internal sealed class NoiseEventsRule : Rule
{
    public const string Id = "NOISE-EVENTS";

    /// <summary>After so long without one they are over.</summary>
    private const int OverAfterSeconds = 600;

    /// <summary>The part of the events it takes from which a trigger that came to nothing is explained.</summary>
    private const double CandidatePart = 0.5;

    public override string Code => Id;

    public override string Title => "Repeated sleep-breaking peaks";

    public override CodeFacts Facts => new([4], [Responder.EnvironmentalHealth],
        [nameof(RuleParameters.PeakDb), nameof(RuleParameters.PeakExcessDb), nameof(RuleParameters.PeakEvents), nameof(RuleParameters.PeakWindowSeconds)])
    {
        Heading = NsirHeading.Noise,
    };

    public override Audience Audience => Audience.Officers;

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Site.Type == SiteType.HOME ? WithSound(site) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.PeakWindowSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (!site.IsNight(second))
            return new(Condition.Clear);
        var events = Events(site, source, second).ToList();
        var count = events.Count > 0 && events[^1].To > second - OverAfterSeconds ? events.Count : 0;
        return new(count >= site.Parameters.PeakEvents ? Condition.Met
            : count > CandidatePart * site.Parameters.PeakEvents ? Condition.Candidate : Condition.Clear);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var events = Events(site, source, second).ToList();
        var loudest = events.MaxBy(e => e.Level)!;
        var line = loudest.LineDb > site.Parameters.PeakDb
            ? FormattableString.Invariant($"its background of {loudest.LineDb - site.Parameters.PeakExcessDb:0.0} dB + {site.Parameters.PeakExcessDb:0}")
            : "the absolute line";
        return new(4, FormattableString.Invariant($"{events.Count} events within {(events[^1].From - events[0].From) / 60 + 1} min, LAFmax up to ")
            + FormattableString.Invariant($"{loudest.Level:0.0} dB, over {loudest.LineDb:0.0} dB ({line})"), events[0].From * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"fewer than the {site.Parameters.PeakEvents} events it takes within {site.Parameters.PeakWindowSeconds / 60} min";

    private static IEnumerable<PeakEvent> Events(SiteHistory site, Source source, long second) =>
        site[source].Peaks.Before(second, site.Parameters.PeakWindowSeconds).Where(e => site.IsNight(e.From));
}

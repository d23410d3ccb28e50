using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>NOISE-CROWD: LAeq,1min at least 6 dB over the usual P95, at least half of the energy in the voice bands, held 2 min.</summary>
internal sealed class NoiseCrowdRule : Rule
{
    public const string Id = "NOISE-CROWD";

    /// <summary>Of the level.</summary>
    public const int Minute = 60;

    public override string Code => Id;

    public override string Title => "Voices / crowd surge";

    public override CodeFacts Facts => new([3, 2], [Responder.Cctv, Responder.DoorStaff, Responder.StreetPastors],
        [nameof(RuleParameters.CrowdExcessDb), nameof(RuleParameters.CrowdVoiceShare), nameof(RuleParameters.CrowdHeldSeconds)])
    {
        Heading = NsirHeading.RowdyOrInconsiderate,
        Type = NsirType.Nuisance,
    };

    public override string FoldsUnder => DisorderRule.Id;

    public override bool IsOutdoorNoise => true;

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Site.Type is SiteType.TOWN or SiteType.STREET ? WithSound(site) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => Minute + parameters.CrowdHeldSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (Limit(site, second) is not { } limit || site.LAeq(site[source], second, Minute) is not { } level)
            return new(Condition.Unknown);
        if (!IsTrue(site, site[source], second))
            return new(level < limit - site.Parameters.ClearMarginDb ? Condition.Clear : Condition.Below, limit);
        for (var s = second - 1; s > second - site.Parameters.CrowdHeldSeconds; s--)
        {
            if (!IsTrue(site, site[source], s))
                return new(Condition.Candidate, limit);
        }
        return new(Condition.Met, limit);
    }

    /// <summary>The condition at one second, held or not: DISORDER counts it as it is.</summary>
    public static bool IsTrue(SiteHistory site, DeviceHistory device, long second) =>
        Limit(site, second) is { } limit && site.LAeq(device, second, Minute) >= limit
        && site.VoiceShare(device, second, Minute) >= site.Parameters.CrowdVoiceShare;

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (level, share) = (site.LAeq(site[source], second, Minute), site.VoiceShare(site[source], second, Minute));
        return new(site.IsNightTimeEconomy(second) ? 2 : 3,
            FormattableString.Invariant(
                $"voices, LAeq,1min {level:0.0} dB, {level - limitDb:0.0} dB over the line of {limitDb:0.0}; {share:0 %} of it in 500 Hz to 4 kHz, held 2 min"),
            (second - site.Parameters.CrowdHeldSeconds + 1) * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"voices over the line for {second - fromSecond} s; it takes {site.Parameters.CrowdHeldSeconds} s";

    private static double? Limit(SiteHistory site, long second) =>
        site.Baseline.At(site.HourOfWeek(second)).LAeqP95 + site.Parameters.CrowdExcessDb;
}

using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>NOISE-SHOUT: at least three shout-like bursts within 30 s.</summary>
internal sealed class NoiseShoutRule : Rule
{
    public const string Id = "NOISE-SHOUT";

    public override string Code => Id;

    public override string Title => "Shouting burst";

    public override CodeFacts Facts => new([3], [Responder.Cctv],
        [nameof(RuleParameters.ShoutBursts), nameof(RuleParameters.ShoutWindowSeconds), nameof(RuleParameters.ShoutRiseDb)])
    {
        Heading = NsirHeading.RowdyOrInconsiderate,
    };

    public override string FoldsUnder => DisorderRule.Id;

    public override bool IsOutdoorNoise => true;

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Site.Type is SiteType.TOWN or SiteType.STREET ? WithSound(site) : [];

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.ShoutWindowSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var count = site[source].BurstsBefore(second, site.Parameters.ShoutWindowSeconds).Count;
        return new(count >= site.Parameters.ShoutBursts ? Condition.Met : count > 0 ? Condition.Candidate : Condition.Clear);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var bursts = site[source].BurstsBefore(second, site.Parameters.ShoutWindowSeconds);
        return new(3,
            FormattableString.Invariant(
                $"{bursts.Count} shouts within {bursts[^1].Second - bursts[0].Second + 1} s, up to +{bursts.Max(b => b.Rise):0} dB over the 30 s before"),
            bursts[0].Second * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastSound;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second)
    {
        var most = Enumerable.Range(0, (int)(second - fromSecond) + 1)
            .Max(i => site[source].BurstsBefore(fromSecond + i, site.Parameters.ShoutWindowSeconds).Count);
        return $"{most} of the {site.Parameters.ShoutBursts} shouts it takes within {site.Parameters.ShoutWindowSeconds} s";
    }
}

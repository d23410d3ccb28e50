using System.Globalization;
using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>CROWD-SCATTER: of a crowd half or more is gone within 60 s, in which movement was in the top 1 % and people went apart, or after a bang.</summary>
/// <remarks>
/// How full the place was is the median of half a minute, how full it is of ten seconds: what only passes, as a bus or a flash of light, is
/// neither. Without people going apart a crowd has walked away, or a vehicle that stood has left; after a bang all may run one way.
/// </remarks>
internal sealed class CrowdScatterRule : Rule
{
    public const string Id = "CROWD-SCATTER";

    private const int BeforeSeconds = 30, NowSeconds = 10;

    public override string Code => Id;

    public override string Title => "People suddenly leave";

    public override CodeFacts Facts => new([2], [Responder.Cctv, Responder.Police],
        [nameof(RuleParameters.ScatterPart), nameof(RuleParameters.ScatterSeconds), nameof(RuleParameters.ScatterDispersal),
            nameof(RuleParameters.ImpulseRiseDb)])
    {
        Heading = NsirHeading.RowdyOrInconsiderate,
    };

    public override string FoldsUnder => DisorderRule.Id;

    public override ZoneKind? IsAbout => ZoneKind.Person;

    public override bool LooksAtAllDevices => true;

    public override IEnumerable<Source> Sources(SiteHistory site) => WithCrowds(site);

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.ScatterSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (site.Baseline.At(site.HourOfWeek(second)).OccupiedP95 is not { } usual || Before(site, source, second) is not { } before
            || Now(site, source, second) is not { } now)
            return new(Condition.Unknown);
        if (before < usual || now > (1 - site.Parameters.ScatterPart) * before)
            return new(Condition.Clear);
        return new(Cause(site, source, second) is null ? Condition.Candidate : Condition.Met);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (heardBy, how) = Cause(site, source, second)!.Value;
        return new(2, string.Create(CultureInfo.InvariantCulture,
            $"{site[source].Device.Name}: a crowd went from {Before(site, source, second):0.0} % of the picture "
                + $"to {Now(site, source, second):0.0} % within {site.Parameters.ScatterSeconds} s, {how}"),
            (site[source].Movement.First(second - site.Parameters.ScatterSeconds + 1, second) ?? second) * 1000, [.. new[] { source.Id, heardBy }.Distinct()]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastMovement;

    public override bool Reads(DeviceEntry device) => device.Camera is not null;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"a crowd went within {site.Parameters.ScatterSeconds} s, without running apart and without a bang";

    private static double? Before(SiteHistory site, Source source, long second) =>
        site[source].Occupied(second - site.Parameters.ScatterSeconds + BeforeSeconds - 1, BeforeSeconds, site.Parameters.ValidShare);

    private static double? Now(SiteHistory site, Source source, long second) => site[source].Occupied(second, NowSeconds, site.Parameters.ValidShare);

    private static (string Device, string How)? Cause(SiteHistory site, Source source, long second)
    {
        var (isMuch, apart) = (false, 0.0);
        for (var s = second; s > second - site.Parameters.ScatterSeconds; s--)
        {
            foreach (var device in site.Devices)
                if (device.Impulses[s] is { Rise: var rise })
                    return (device.Device.Id, FormattableString.Invariant($"after a bang, +{rise:0} dB"));
            var moved = site[source].Movement[s];
            isMuch |= moved?.Occupied >= site.Baseline.At(site.HourOfWeek(s)).OccupiedP99;
            apart = Math.Max(apart, moved?.Dispersal ?? 0);
        }
        return isMuch && apart >= site.Parameters.ScatterDispersal ? (source.Id, FormattableString.Invariant($"{apart:0 %} of them running apart")) : null;
    }
}

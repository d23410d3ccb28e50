using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>CROWD-BUILD: occupied % at least 1.3 times the usual P95 for 5 min.</summary>
internal sealed class CrowdBuildRule : Rule
{
    public const string Id = "CROWD-BUILD";

    public override string Code => Id;

    public override string Title => "Crowd building";

    public override CodeFacts Facts => new([3], [Responder.Cctv, Responder.Marshals],
        [nameof(RuleParameters.CrowdBuildFactor), nameof(RuleParameters.CrowdBuildSeconds), nameof(RuleParameters.MotionBridgeSeconds)])
    {
        Heading = NsirHeading.RowdyOrInconsiderate,
    };

    public override string FoldsUnder => DisorderRule.Id;

    public override ZoneKind? IsAbout => ZoneKind.Person;

    public override IEnumerable<Source> Sources(SiteHistory site) => WithCrowds(site);

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.CrowdBuildSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        if (site.Baseline.At(site.HourOfWeek(second)).OccupiedP95 is not { } usual)
            return new(Condition.Unknown);
        var (movement, bridge, line) = (site[source].Movement, site.Parameters.MotionBridgeSeconds, usual * site.Parameters.CrowdBuildFactor);
        var lately = Enumerable.Range(0, bridge).Select(i => movement[second - i]).OfType<MovementSecond>().ToList();
        if (lately.Count == 0)
            return new(Condition.Unknown);
        if (lately.Max(m => m.Occupied) is var most && most < line)
            return new(most < usual ? Condition.Clear : Condition.Below);
        var pause = 0;
        for (var s = second; s > second - site.Parameters.CrowdBuildSeconds && pause < bridge; s--)
            pause = movement[s]?.Occupied >= line ? 0 : pause + 1;
        return new(pause == 0 ? Condition.Met : Condition.Candidate);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var (device, lasted) = (site[source], site.Parameters.CrowdBuildSeconds);
        var line = site.Baseline.At(site.HourOfWeek(second)).OccupiedP95 * site.Parameters.CrowdBuildFactor;
        return new(3,
            FormattableString.Invariant(
                $"{device.Device.Name}: people over {device.Occupied(second, lasted, 0):0.0} % of the picture, line {line:0.0} %, for {lasted / 60.0:0.#} min"),
            (second - lasted + 1) * 1000, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastMovement;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second) =>
        $"more people than usual for {second - fromSecond} s; it takes {site.Parameters.CrowdBuildSeconds} s";
}

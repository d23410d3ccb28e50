using Solutions.Edge.Contracts;
using Solutions.Edge.ControlRoom.Alerts.Rules;

namespace Solutions.Edge.ControlRoom.Alerts.Codes;

/// <summary>GATE-ATTACK: at least three shocks of 1 g or more within 60 s, and the gate still shut. The slam of a gate that has just shut is none.</summary>
internal sealed class GateAttackRule : Rule
{
    public const string Id = "GATE-ATTACK";

    public override string Code => Id;

    public override string Title => "Gate being attacked";

    public override CodeFacts Facts => new([2], [Responder.Cctv],
        [nameof(RuleParameters.AttackShocks), nameof(RuleParameters.AttackWindowSeconds), nameof(RuleParameters.ShockG), nameof(RuleParameters.ShockSeconds)])
    {
        Heading = NsirHeading.Trespass,
    };

    public override string FoldsUnder => GateForcedRule.Id;

    public override ZoneKind? IsAbout => ZoneKind.Gate;

    public override TimeSpan RingsUpTo => TimeSpan.FromMinutes(15);

    public override IEnumerable<Source> Sources(SiteHistory site) => site.Of(d => d.Gate is not null);

    public override int LooksBackSeconds(RuleParameters parameters) => parameters.AttackWindowSeconds;

    public override Finding At(SiteHistory site, Source source, long second, double? frozenLimitDb)
    {
        var shocks = Shocks(site, source, second).Count;
        return new(shocks == 0 || !site[source].Gate.WasShut(second) ? Condition.Clear
            : shocks >= site.Parameters.AttackShocks ? Condition.Met : Condition.Candidate);
    }

    public override Statement Describe(SiteHistory site, Source source, long second, double? limitDb)
    {
        var shocks = Shocks(site, source, second);
        return new(2, FormattableString.Invariant($"{site[source].Device.Name}: {shocks.Count} shocks of up to {shocks.Max(s => s.G):0.0} g within ")
            + $"{shocks[^1].AtMs / 1000 - shocks[0].AtMs / 1000 + 1} s, still shut", shocks[0].AtMs, [source.Id]);
    }

    public override long? LastReading(DeviceHistory device) => device.LastGateRecord;

    public override int SilentAfterSeconds(RuleParameters parameters) => parameters.SilentGateSeconds;

    public override string Quiet(SiteHistory site, Source source, long fromSecond, long second)
    {
        var most = Enumerable.Range(0, (int)(second - fromSecond) + 1).Max(i => Shocks(site, source, fromSecond + i).Count);
        return $"{site[source].Device.Name}: {most} of the {site.Parameters.AttackShocks} shocks it takes within {site.Parameters.AttackWindowSeconds} s";
    }

    private static IReadOnlyList<(long AtMs, double G)> Shocks(SiteHistory site, Source source, long second) =>
        site[source].Gate.ShocksBefore(second, site.Parameters.AttackWindowSeconds, site.Parameters);
}
